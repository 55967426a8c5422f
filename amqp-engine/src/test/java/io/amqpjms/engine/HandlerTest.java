package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.options;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.ScriptedPeer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Handlers of containers and connections, their timers, and how slow ones are noticed. */
class HandlerTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private Handler onTimer(String says) {
        return new Handler() {
            @Override
            public void onTimer(Event event) {
                heard.add(says + " in " + event.container().id());
            }
        };
    }

    @Test
    void timersCallTheContainersOrTheirOwnHandlerUnlessCalledOff() throws Exception {
        peer.opensConnection().seesConnectionClose();
        try (Container container = Container.create("c1", onTimer("container"))) {
            Connection connection = container.connect(options(peer.uri()).build());
            connection.schedule(Duration.ofMillis(5), onTimer("cancelled")).run();
            connection.schedule(Duration.ofMillis(20), onTimer("own"));
            assertThat(heard.poll(10, SECONDS)).isEqualTo("own in c1");
            connection.schedule(Duration.ofMillis(5), null);
            assertThat(heard.poll(10, SECONDS)).isEqualTo("container in c1");
            await(connection.opened());
            await(connection.close());
        }
    }

    @Test
    void aSlowCallbackIsNamedWithItsTime() throws Exception {
        peer.opensConnection().seesConnectionClose();
        Handler slow = new Handler() {
            @Override
            public Duration slowAfter() {
                return Duration.ofMillis(5);
            }

            @Override
            public void onTimer(Event event) {
                long end = System.nanoTime() + 20_000_000;
                while (System.nanoTime() < end) {
                    LockSupport.parkNanos(1_000_000);
                }
            }

            @Override
            public void onSlow(Event event, String callback, Duration taken) {
                if (callback.equals("onTimer") && taken.toMillis() >= 20) {
                    heard.add(callback);
                }
            }
        };
        try (Container container = Container.create("c1", slow)) {
            Connection connection = container.connect(options(peer.uri()).build());
            await(connection.opened());
            connection.schedule(Duration.ZERO, null);
            assertThat(heard.poll(10, SECONDS)).isEqualTo("onTimer");
            await(connection.close());
        }
    }
}
