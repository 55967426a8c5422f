package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.failureOf;
import static io.amqpjms.engine.EngineFixture.options;
import static io.amqpjms.engine.EngineFixture.text;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.amqpjms.engine.testing.ScriptedPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.qpid.protonj2.test.driver.actions.TransferInjectAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReceiverTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    private Receiver receiver(ReceiverOptions options) {
        return engine.connect(peer.uri()).openSession().openReceiver(options, null);
    }

    private static ReceiverOptions byHand() {
        return new ReceiverOptions("in", Source.of("q"), Target.of("in"), false, List.of(), 0, false);
    }

    private Delivery next() throws InterruptedException {
        Delivery delivery = engine.messages.poll(10, SECONDS);
        assertThat(delivery).isNotNull();
        return delivery;
    }

    @Test
    void deliversAndAcceptsByItselfWhenAskedTo() throws Exception {
        peer.opensConnectionAndSession()
                .attachesReceiver("q")
                .seesCredit(10)
                .sendsMessage(text("a"))
                .seesAccepted();
        receiver(ReceiverOptions.from("in", "q"));
        assertThat(next().payload()).isEqualTo(text("a"));
    }

    @Test
    void grantsNoCreditUnlessTold() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("q");
        Receiver receiver = receiver(byHand());
        await(receiver.opened());
        peer.seesAll();
        peer.seesCredit(2).sendsMessage(text("a"));
        receiver.addCredit(2);
        assertThat(next().payload()).isEqualTo(text("a"));
    }

    @Test
    void whatThePeerAbortsGivesItsCreditBack() {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(1);
        receiver(byHand()).addCredit(1);
        peer.seesAll();
        peer.driver().expectFlow().withLinkCredit(1).withDeliveryCount(1);
        for (boolean aborted : new boolean[] {false, true}) {
            partOfAbortedDelivery(aborted).now();
        }
        peer.seesAll();
    }

    /** The beginning of a delivery, or that it is aborted. */
    private TransferInjectAction partOfAbortedDelivery(boolean aborted) {
        return peer.driver()
                .remoteTransfer()
                .withHandle(0)
                .withDeliveryId(0)
                .withDeliveryTag(new byte[] {0})
                .withMore(!aborted)
                .withAborted(aborted)
                .withPayload(aborted ? new byte[0] : text("a"));
    }

    @Test
    void eachOutcomeReachesThePeerAndOnlyTheFirstCounts() throws Exception {
        peer.opensConnectionAndSession()
                .attachesReceiver("q")
                .seesCredit(3)
                .sendsMessage(text("a"))
                .sendsMessage(text("b"))
                .sendsMessage(text("c"))
                .seesReleased()
                .seesRejected()
                .seesModified(true);
        Receiver receiver = receiver(byHand());
        receiver.addCredit(3);
        Delivery first = next();
        assertThat(first.settle(Outcome.RELEASED, null)).isTrue();
        assertThat(first.accept()).isFalse();
        next().settle(new Outcome.Rejected(new ErrorCondition("amqp:decode-error", "bad")), null);
        next().settle(new Outcome.Modified(true, true), null);
    }

    @Test
    void creditDoesNotOvertakeWhatIsGivenBack() {
        peer.opensConnectionAndSession()
                .attachesReceiver("q")
                .seesCredit(1)
                .sendsMessage(text("a"))
                .seesReleased()
                .seesCredit(1);
        Handler giving = new Handler() {
            @Override
            public void onDelivery(Delivery delivery) {
                delivery.settle(Outcome.RELEASED, null);
                delivery.receiver().addCredit(1);
            }
        };
        engine.connect(peer.uri()).openSession().openReceiver(byHand(), giving).addCredit(1);
        peer.seesAll();
    }

    @Test
    void partsOfADeliveryArePutTogether() throws Exception {
        byte[] whole = text("one-two");
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(1);
        peer.driver()
                .remoteTransfer()
                .withDeliveryId(0)
                .withDeliveryTag(new byte[] {1})
                .withMore(true)
                .withPayload(java.util.Arrays.copyOfRange(whole, 0, 6))
                .queue();
        peer.driver()
                .remoteTransfer()
                .withDeliveryId(0)
                .withMore(false)
                .withPayload(java.util.Arrays.copyOfRange(whole, 6, whole.length))
                .queue();
        peer.seesAccepted();
        Receiver receiver = receiver(byHand());
        receiver.addCredit(1);
        Delivery delivery = next();
        assertThat(delivery.payload()).isEqualTo(whole);
        delivery.accept();
    }

    @Test
    void anAbortedDeliveryIsNotHandedOver() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(2);
        peer.driver()
                .remoteTransfer()
                .withDeliveryId(0)
                .withDeliveryTag(new byte[] {1})
                .withMore(true)
                .withPayload(new byte[] {0, 1})
                .queue();
        peer.driver().remoteTransfer().withDeliveryId(0).withAborted(true).queue();
        // The credit of what is aborted comes back.
        peer.driver().expectFlow().withLinkCredit(2).withDeliveryCount(1);
        peer.driver()
                .remoteTransfer()
                .withDeliveryId(1)
                .withDeliveryTag(new byte[] {2})
                .withPayload(text("whole"))
                .queue();
        Receiver receiver = receiver(byHand());
        receiver.addCredit(2);
        assertThat(next().payload()).isEqualTo(text("whole"));
    }

    @Test
    void aDrainEndsWhenThePeerGivesTheCreditBack() {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(5).answersDrain(5);
        Receiver receiver = receiver(byHand());
        receiver.addCredit(5);
        await(receiver.opened());
        await(receiver.drain());
    }

    @Test
    void aPeerThatOverlookedADrainIsAskedAgain() {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(5);
        peer.driver().expectFlow().withDrain(true);
        peer.answersDrain(5);
        Receiver receiver = receiver(byHand());
        receiver.addCredit(5);
        await(receiver.opened());
        await(receiver.drain());
    }

    @Test
    void aDrainIsNotOverBeforeTheLastFrameOfAMessageHasCome() {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(1);
        List<String> order = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void onMessage(Event event) {
                order.add("message");
            }
        };
        Receiver receiver = engine.connect(peer.uri()).openSession().openReceiver(byHand(), handler);
        receiver.addCredit(1);
        await(receiver.opened());
        peer.driver().expectFlow().withDrain(true);
        for (boolean more : new boolean[] {true, false}) {
            // Large enough to be shown to the protocol engine by itself.
            peer.driver()
                    .remoteTransfer()
                    .withDeliveryId(0)
                    .withDeliveryTag(new byte[] {1})
                    .withMore(more)
                    .withPayload(new byte[5_000])
                    .queue();
        }
        await(receiver.drain().thenRun(() -> order.add("drained")));
        assertThat(order).containsExactly("message", "drained");
    }

    @Test
    void whatThePeerAbortsWhileItDrainsIsDrainedToo() {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(2);
        Receiver receiver = receiver(byHand());
        receiver.addCredit(2);
        await(receiver.opened());
        peer.driver().expectFlow().withDrain(true).withLinkCredit(2);
        for (boolean aborted : new boolean[] {false, true}) {
            partOfAbortedDelivery(aborted).queue();
        }
        peer.driver()
                .expectFlow()
                .withDrain(true)
                .withLinkCredit(2)
                .withDeliveryCount(1)
                .respond()
                .withLinkCredit(0)
                .withDeliveryCount(3)
                .withDrain(true);
        await(receiver.drain());
    }

    private Receiver receiverWhoseDrainIsNotAnsweredInTime() {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(5);
        peer.driver().expectFlow().withDrain(true);
        Receiver receiver = engine.connect(options(peer.uri()).requestTimeout(Duration.ofMillis(900)))
                .openSession()
                .openReceiver(byHand(), null);
        receiver.addCredit(5);
        await(receiver.opened());
        return receiver;
    }

    @Test
    void aDrainThatIsNeverAnsweredEndsWithAnError() {
        Receiver receiver = receiverWhoseDrainIsNotAnsweredInTime();
        assertThat(failureOf(receiver.drain(), EngineException.TimedOut.class)).hasMessageContaining("'q'");
    }

    @Test
    void theLateAnswerToADrainIsAnAnswer() {
        Receiver receiver = receiverWhoseDrainIsNotAnsweredInTime();
        failureOf(receiver.drain(), EngineException.TimedOut.class);
        CompletableFuture<Void> later = receiver.drain();
        assertThat(later).isNotDone();
        peer.driver()
                .remoteFlow()
                .withHandle(0)
                .withLinkCredit(0)
                .withDeliveryCount(5)
                .withDrain(true)
                .now();
        await(later);
        peer.driver().expectFlow().withLinkCredit(3).withDrain(anyOf(nullValue(), is(false)));
        receiver.addCredit(3);
        peer.seesAll();
    }

    @Test
    void aRefusedReceiverGivesThePeersReason() {
        peer.opensConnectionAndSession().refusesReceiver("q", "amqp:unauthorized-access", "not yours");
        assertThat(failureOf(receiver(byHand()).opened(), EngineException.LinkFailed.class)
                        .condition())
                .isEqualTo("amqp:unauthorized-access");
    }

    @Test
    void aSettledDeliveryNeedsNoAnswer() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(2);
        peer.driver()
                .remoteTransfer()
                .withDeliveryId(0)
                .withDeliveryTag(new byte[] {1})
                .withSettled(true)
                .withPayload(text("a"))
                .queue();
        peer.driver()
                .remoteTransfer()
                .withDeliveryId(1)
                .withDeliveryTag(new byte[] {2})
                .withSettled(false)
                .withPayload(text("b"))
                .queue();
        peer.seesAccepted();
        Receiver receiver = receiver(byHand());
        receiver.addCredit(2);
        Delivery settled = next();
        assertThat(settled.remotelySettled()).isTrue();
        settled.accept();
        next().accept();
    }

    @Test
    void aThrowingCallbackIsReportedAndTheConnectionGoesOn() throws Exception {
        peer.opensConnectionAndSession()
                .attachesReceiver("q")
                .seesCredit(2)
                .sendsMessage(text("a"))
                .sendsMessage(text("b"));
        Handler throwing = new Handler() {
            @Override
            public void onMessage(Event event) {
                engine.messages.add(event.delivery());
                throw new AssertionError("planted");
            }

            @Override
            public void onHandlerFailure(Event event, Throwable thrown) {
                engine.events.add(String.valueOf(thrown.getMessage()));
                throw new IllegalStateException("planted too");
            }
        };
        Receiver receiver = engine.connect(peer.uri()).openSession().openReceiver(byHand(), throwing);
        receiver.addCredit(2);
        next();
        next();
        assertThat(engine.events).contains("planted");
    }

    @Test
    void aMessageThatIsTooLargeEndsTheLinkBeforeItFillsTheHeap() {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(1);
        peer.driver()
                .remoteTransfer()
                .withDeliveryId(0)
                .withDeliveryTag(new byte[] {1})
                .withMore(true)
                .withPayload(new byte[600])
                .queue();
        peer.driver()
                .remoteTransfer()
                .withDeliveryId(0)
                .withMore(true)
                .withPayload(new byte[600])
                .queue();
        peer.driver()
                .expectDetach()
                .withError("amqp:link:message-size-exceeded")
                .respond();
        Receiver receiver =
                receiver(new ReceiverOptions("in", Source.of("q"), Target.of("in"), false, List.of(), 1, false, 1000));
        assertThat(failureOf(receiver.closed(), EngineException.LinkFailed.class))
                .hasMessageContaining("more than 1000 bytes");
    }

    @Test
    void aPeerThatSendsWithoutCreditLosesTheLink() {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(1);
        for (byte number = 0; number < 2; number++) {
            peer.driver()
                    .remoteTransfer()
                    .withDeliveryId(number)
                    .withDeliveryTag(new byte[] {number})
                    .withSettled(true)
                    .withPayload(text("a"))
                    .queue();
        }
        peer.driver()
                .expectDetach()
                .withError("amqp:link:transfer-limit-exceeded")
                .respond();
        Receiver receiver = receiver(byHand());
        receiver.addCredit(1);
        assertThat(failureOf(receiver.closed(), EngineException.LinkFailed.class))
                .hasMessageContaining("credit");
        assertThat(engine.messages).hasSize(1);
    }

    @Test
    void outcomesOfNeighboursLeaveAsOneFrameInTheirPlace() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(10);
        for (String text : List.of("a", "b", "c", "d")) {
            peer.sendsMessage(text(text));
        }
        Session session = engine.connect(peer.uri()).openSession();
        session.openReceiver(ReceiverOptions.from("in", "q").withCredit(10, false), null);
        List<Delivery> deliveries = new ArrayList<>();
        while (deliveries.size() < 4) {
            deliveries.add(engine.messages.poll(10, SECONDS));
        }
        peer.seesAll();
        peer.driver()
                .expectDisposition()
                .withFirst(0)
                .withLast(2)
                .withSettled(true)
                .withState()
                .accepted();
        peer.driver()
                .expectDisposition()
                .withFirst(3)
                .withLast(3)
                .withSettled(true)
                .withState()
                .released();
        peer.driver().expectEnd().respond();
        // On the loop, so that all of it is written at once.
        session.connection().loop().execute(() -> {
            deliveries.subList(0, 3).forEach(Delivery::accept);
            deliveries.get(3).settle(Outcome.RELEASED, null);
            session.close();
        });
        await(session.closed());
        peer.seesAll();
    }
}
