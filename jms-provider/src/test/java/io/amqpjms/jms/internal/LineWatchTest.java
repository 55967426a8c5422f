package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.Connection;
import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.Event;
import io.amqpjms.engine.Stage;
import io.amqpjms.jms.ConnectionStateListener;
import io.amqpjms.jms.internal.watch.Watch;
import jakarta.jms.JMSException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LineWatchTest {
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final ConnectionEvents events = new ConnectionEvents("line watch test", Runnable::run);
    private final LineWatch watch = new LineWatch(
            new ConnectionStateListener() {
                @Override
                public void onEstablished(String broker) {
                    told.add("established");
                }

                @Override
                public void onInterrupted(String broker, JMSException reason) {
                    told.add("interrupted");
                }

                @Override
                public void onRestored(String broker) {
                    told.add("restored");
                }
            },
            Watch.unasked());

    private static Event event() {
        Connection connection = (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> method.getName().equals("peer") ? "amqp://one:5672" : null);
        return Event.of(
                connection, null, new EngineException.ConnectionFailed(Stage.OPENED, "the peer hung up", null, null));
    }

    private void isTold(String... calls) throws InterruptedException {
        for (String call : calls) {
            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(call);
        }
    }

    @Test
    void aLossThatWasNotToldIsNotToldToBeOver() throws Exception {
        watch.onDisconnected(event());
        watch.tellThrough(events, "amqp://one:5672");
        watch.onReconnected(event());
        watch.onDisconnected(event());
        isTold("established", "interrupted");
    }

    @Test
    void everyLossThatIsToldIsToldToBeOver() throws Exception {
        watch.tellThrough(events, "amqp://one:5672");
        for (Event line : List.of(event(), event())) {
            watch.onDisconnected(line);
            watch.onReconnected(line);
        }
        isTold("established", "interrupted", "restored", "interrupted", "restored");
    }
}
