package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.text;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.ScriptedPeer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a handler is told of messages that are read together. */
class ReadTogetherTest {
    private static final Duration SLOW = Duration.ofMillis(5);

    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private class Listener implements Handler {
        @Override
        public void onDelivery(Delivery delivery) {
            heard.add("message");
        }

        @Override
        public void onReadComplete(Receiver receiver) {
            heard.add("all of " + receiver.name());
        }

        @Override
        public void onLinkClosed(Event event) {
            heard.add("closed");
        }
    }

    private void receive(int credit, Handler handler) {
        ReceiverOptions options =
                new ReceiverOptions("in", Source.of("q"), Target.of("in"), false, List.of(), 0, false);
        engine.connect(peer.uri()).openSession().openReceiver(options, handler).addCredit(credit);
    }

    private void assertNextIs(String what) throws InterruptedException {
        assertThat(heard.poll(10, SECONDS)).isEqualTo(what);
    }

    @Test
    void aHandlerIsToldThatItHasAllOfThem() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(1).sendsMessage(text("a"));
        receive(1, new Listener());
        assertNextIs("message");
        assertNextIs("all of in");
    }

    @Test
    void thatIsToldBeforeTheEndOfALinkWhosePeerBreaksItsLimits() throws Exception {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(2);
        for (String text : List.of("a", "b", "more than there is credit for")) {
            peer.sendsMessage(text(text));
        }
        peer.driver().execute(() -> sent.complete(null)).queue();
        peer.driver()
                .expectDetach()
                .withError("amqp:link:transfer-limit-exceeded")
                .respond();
        receive(2, new Listener() {
            @Override
            public void onDelivery(Delivery delivery) {
                // The others wait in the socket meanwhile.
                EngineFixture.await(sent);
                super.onDelivery(delivery);
            }
        });
        String last = "nothing";
        String next = heard.poll(10, SECONDS);
        while (!"closed".equals(next)) {
            last = next;
            next = heard.poll(10, SECONDS);
            assertThat(next).isNotNull();
        }
        assertThat(last).isEqualTo("all of in");
    }

    @Test
    void aHandlerThatIsSlowWithThemIsNamed() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(1).sendsMessage(text("a"));
        receive(1, new Listener() {
            @Override
            public Duration slowAfter() {
                return SLOW;
            }

            @Override
            public void onDelivery(Delivery delivery) {
                long end = System.nanoTime() + 4 * SLOW.toNanos();
                while (System.nanoTime() < end) {
                    LockSupport.parkNanos(SLOW.toNanos());
                }
            }

            @Override
            public void onSlow(Event event, String callback, Duration taken) {
                heard.add(callback + (taken.compareTo(SLOW) > 0 ? " was slow" : " was not"));
            }
        });
        assertNextIs("all of in");
        assertNextIs("onMessage was slow");
    }
}
