package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.failureOf;
import static io.amqpjms.engine.EngineFixture.options;
import static io.amqpjms.engine.EngineFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.CoreMatchers.notNullValue;

import io.amqpjms.engine.message.Symbol;
import io.amqpjms.engine.testing.ScriptedPeer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.qpid.protonj2.test.driver.codec.primitives.UnsignedLong;
import org.apache.qpid.protonj2.test.driver.codec.transport.Role;
import org.apache.qpid.protonj2.test.driver.codec.transport.SenderSettleMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SenderTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    private Sender sender(SenderOptions options) {
        return engine.connect(peer.uri()).openSession().openSender(options, null);
    }

    private Sender sender() {
        return sender(SenderOptions.to("out", "q"));
    }

    private static SenderOptions within(Duration sendTimeout) {
        SenderOptions plain = SenderOptions.to("out", "q");
        return new SenderOptions(plain.name(), plain.source(), plain.target(), false, List.of(), sendTimeout);
    }

    @Test
    void eachSendGetsItsOutcome() {
        peer.opensConnectionAndSession()
                .attachesSender("q")
                .grantsCredit(10)
                .acceptsNextSend()
                .rejectsNextSend("amqp:resource-limit-exceeded", "full")
                .releasesNextSend()
                .modifiesNextSend(true);
        Sender sender = sender();
        List<Tracker> sent =
                List.of(sender.send(text("a")), sender.send(text("b")), sender.send(text("c")), sender.send(text("d")));
        assertThat(await(sent.get(0).outcome())).isEqualTo(Outcome.ACCEPTED);
        assertThat(await(sent.get(1).outcome()))
                .isEqualTo(new Outcome.Rejected(new ErrorCondition("amqp:resource-limit-exceeded", "full")));
        assertThat(await(sent.get(2).outcome())).isEqualTo(Outcome.RELEASED);
        assertThat(await(sent.get(3).outcome())).isEqualTo(new Outcome.Modified(true, true));
        peer.seesAll();
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(engine.events)
                        .containsSubsequence(
                                "accepted",
                                "settled",
                                "rejected",
                                "settled",
                                "released",
                                "settled",
                                "modified",
                                "settled"));
    }

    @Test
    void aSendWaitsForCredit() throws Exception {
        peer.opensConnectionAndSession().attachesSender("q");
        Sender sender = sender();
        await(sender.opened());
        Tracker waiting = sender.send(text("a"));
        peer.seesAll();
        assertThat(waiting.outcome()).isNotDone();
        peer.acceptsNextSend();
        peer.driver().remoteFlow().withLinkCredit(1).withDeliveryCount(0).now();
        assertThat(await(waiting.outcome())).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void creditMakesTheSenderSendable() throws Exception {
        peer.opensConnectionAndSession().attachesSender("q").grantsCredit(3);
        Sender sender = sender();
        await(sender.opened());
        engine.awaitEvent("sendable", sender);
        assertThat(sender.credit()).isEqualTo(3);
    }

    @Test
    void aPresettledSendIsAcceptedWhenItLeaves() {
        peer.opensConnectionAndSession().attachesSender("q").grantsCredit(1).takesNextSettledSend();
        SenderOptions plain = SenderOptions.to("out", "q");
        Sender sender =
                sender(new SenderOptions(plain.name(), plain.source(), plain.target(), true, List.of(), Duration.ZERO));
        assertThat(await(sender.send(text("a")).outcome())).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void aRefusedLinkFailsItsWaitingSends() {
        peer.opensConnectionAndSession().refusesSender("q", "amqp:not-found", "no such queue");
        Sender sender = sender();
        Tracker waiting = sender.send(text("a"));
        assertThat(failureOf(sender.opened(), EngineException.LinkFailed.class))
                .hasMessageContaining("refused the sender to 'q'")
                .hasMessageContaining("no such queue");
        assertThat(failureOf(waiting.outcome(), EngineException.LinkFailed.class)
                        .condition())
                .isEqualTo("amqp:not-found");
    }

    @Test
    void aLinkThatIsSentElsewhereSaysWhere() {
        peer.opensConnectionAndSession();
        peer.driver().expectAttach().ofSender().respond().withNullTarget();
        peer.driver()
                .remoteDetach()
                .withClosed(true)
                .withErrorCondition(
                        "amqp:link:redirect",
                        "moved",
                        Map.of("network-host", "other.example", "port", 5672, "address", "q2"))
                .queue();
        peer.driver().expectDetach();
        EngineException.LinkFailed moved = failureOf(sender().opened(), EngineException.LinkFailed.class);
        assertThat(moved.error()).isNotNull();
        assertThat(moved.error().info())
                .containsEntry(Symbol.of("network-host"), "other.example")
                .containsEntry(Symbol.of("port"), 5672)
                .containsEntry(Symbol.of("address"), "q2");
    }

    @Test
    void aLinkThatThePeerClosesFailsTheUnsettledAndTheLaterSends() {
        peer.opensConnectionAndSession()
                .attachesSender("q")
                .grantsCredit(5)
                .leavesNextSendUnanswered()
                .closesLink("amqp:resource-deleted", "no more of it");
        Sender sender = sender();
        Tracker unsettled = sender.send(text("a"));
        assertThat(failureOf(unsettled.outcome(), EngineException.LinkFailed.class)
                        .condition())
                .isEqualTo("amqp:resource-deleted");
        failureOf(sender.send(text("b")).outcome(), EngineException.LinkFailed.class);
    }

    @Test
    void aLinkOpenedOnAClosedConnectionSaysWhyThatClosed() {
        peer.opensConnectionAndSession().closesConnection("amqp:unauthorized-access", "no entry");
        Session session = engine.connect(peer.uri()).openSession();
        failureOf(session.closed(), EngineException.ConnectionFailed.class);
        Sender sender = session.openSender(SenderOptions.to("out", "q"), null);
        assertThat(failureOf(sender.send(text("late")).outcome(), EngineException.ConnectionFailed.class))
                .hasMessageContaining("no entry");
        assertThat(failureOf(sender.opened(), EngineException.ConnectionFailed.class))
                .hasMessageContaining("no entry");
    }

    @Test
    void aDroppedLineFailsUnsettledAndHeldSendsOnceEach() {
        peer.opensConnectionAndSession()
                .attachesSender("q")
                .grantsCredit(1)
                .leavesNextSendUnanswered()
                .dropsConnection();
        Sender sender = sender();
        AtomicInteger results = new AtomicInteger();
        OutcomeListener counting = new OutcomeListener() {
            @Override
            public void onOutcome(Tracker tracker, Outcome outcome) {
                results.addAndGet(100);
            }

            @Override
            public void onFailure(Tracker tracker, EngineException failure) {
                results.incrementAndGet();
            }
        };
        Tracker unsettled = sender.send(text("a"), null, counting);
        Tracker held = sender.send(text("b"), null, counting);
        failureOf(unsettled.outcome(), EngineException.ConnectionFailed.class);
        failureOf(held.outcome(), EngineException.ConnectionFailed.class);
        failureOf(sender.closed(), EngineException.ConnectionFailed.class);
        assertThat(results).hasValue(2);
    }

    @Test
    void aSendWithoutCreditTimesOutWithTheNumbersAndIsNotSentLater() {
        peer.opensConnectionAndSession().attachesSender("q");
        Sender sender = sender(within(Duration.ofMillis(100)));
        assertThat(failureOf(sender.send(text("late")).outcome(), EngineException.TimedOut.class))
                .hasMessageContaining("no credit (0 granted, 1 messages waiting)")
                .hasMessageContaining("'q'");
        peer.acceptsNextSend();
        Tracker next = sender.send(text("next"));
        peer.driver().remoteFlow().withLinkCredit(1).withDeliveryCount(0).now();
        assertThat(await(next.outcome())).isEqualTo(Outcome.ACCEPTED);
        assertThat(peer.sends()).containsExactly(text("next"));
    }

    @Test
    void aSendWithoutOutcomeTimesOutAndSaysThatItLeft() {
        peer.opensConnectionAndSession().attachesSender("q").grantsCredit(1).leavesNextSendUnanswered();
        Sender sender = sender(within(Duration.ofMillis(200)));
        await(sender.opened());
        assertThat(failureOf(sender.send(text("a")).outcome(), EngineException.TimedOut.class))
                .hasMessageContaining("it may have arrived");
    }

    @Test
    void anAttachThatIsNeverAnsweredIsGivenUp() {
        peer.opensConnectionAndSession();
        peer.driver().expectAttach();
        peer.driver().expectDetach();
        Sender sender = engine.connect(options(peer.uri()).requestTimeout(Duration.ofMillis(200)))
                .openSession()
                .openSender(SenderOptions.to("out", "q"), null);
        assertThat(failureOf(sender.opened(), EngineException.TimedOut.class)).hasMessageContaining("'q'");
    }

    @Test
    void closeAndDetachAreToldApart() {
        peer.opensConnectionAndSession()
                .attachesSender("q")
                .seesLinkClose()
                .attachesSender("r")
                .seesLinkDetach();
        Session session = engine.connect(peer.uri()).openSession();
        Sender closed =
                await(session.openSender(SenderOptions.to("a", "q"), null).opened());
        await(closed.close());
        Sender detached =
                await(session.openSender(SenderOptions.to("b", "r"), null).opened());
        await(detached.detach());
    }

    @Test
    void creditThatThePeerDrainsIsGivenBack() {
        peer.opensConnectionAndSession().attachesSender("q");
        peer.driver()
                .remoteFlow()
                .withLinkCredit(5)
                .withDeliveryCount(0)
                .withDrain(true)
                .queue();
        peer.driver().expectFlow().withLinkCredit(0).withDeliveryCount(5);
        await(sender().opened());
        peer.seesAll();
    }

    @Test
    void whatHasCreditLeavesBeforeTheClose() throws Exception {
        peer.opensConnectionAndSession()
                .attachesSender("q")
                .grantsCredit(5)
                .leavesNextSendUnanswered()
                .leavesNextSendUnanswered()
                .seesLinkClose()
                .seesConnectionClose();
        Connection connection = engine.connect(peer.uri());
        Sender sender = connection.openSession().openSender(SenderOptions.to("out", "q"), null);
        engine.awaitEvent("sendable", sender);
        connection.loop().execute(() -> {
            sender.send(text("a"));
            sender.send(text("b"));
            sender.close();
            connection.close();
        });
        await(connection.closed());
    }

    @Test
    void aMessageBeyondThePeersLimitIsNotSentAndBothSizesAreNamed() {
        peer.opensConnectionAndSession();
        peer.driver().expectAttach().ofSender().respondInKind().withMaxMessageSize(UnsignedLong.valueOf(20));
        peer.driver().remoteFlow().withDeliveryCount(0).withLinkCredit(2).queue();
        peer.acceptsNextSend();
        Sender sender = sender();
        EngineException.DeliveryFailed failure =
                failureOf(sender.send(text("much too long a text")).outcome(), EngineException.DeliveryFailed.class);
        assertThat(failure).hasMessageContaining("25 bytes").hasMessageContaining("at most 20 bytes");
        assertThat(failure.condition()).isEqualTo("amqp:link:message-size-exceeded");
        assertThat(await(sender.send(text("short")).outcome())).isEqualTo(Outcome.ACCEPTED);
        assertThat(sender.remoteMaxMessageSize()).isEqualTo(20);
    }

    @Test
    void noMoreThanTheLimitIsUnsettled() {
        peer.opensConnectionAndSession().attachesSender("q").grantsCredit(10).leavesNextSendUnanswered();
        Sender sender = sender(SenderOptions.to("out", "q").withMaxUnsettled(1));
        Tracker first = sender.send(text("a"));
        Tracker second = sender.send(text("b"));
        peer.seesAll();
        assertThat(second.outcome()).isNotDone();
        peer.acceptsNextSend();
        peer.driver()
                .remoteDisposition()
                .withRole(Role.RECEIVER)
                .withFirst(0)
                .withSettled(true)
                .withState()
                .accepted()
                .now();
        assertThat(await(first.outcome())).isEqualTo(Outcome.ACCEPTED);
        assertThat(await(second.outcome())).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void aSendThatWaitsForTheLimitTimesOutWithTheReason() {
        peer.opensConnectionAndSession().attachesSender("q").grantsCredit(10).leavesNextSendUnanswered();
        Sender sender = sender(within(Duration.ofMillis(300)).withMaxUnsettled(1));
        CompletableFuture<Outcome> first = sender.send(text("a")).outcome();
        Tracker second = sender.send(text("b"));
        failureOf(first, EngineException.TimedOut.class);
        assertThat(second.outcome()).isNotNull();
    }

    @Test
    void anOutcomeMakesASenderAtItsLimitSendable() {
        peer.opensConnectionAndSession().attachesSender("q").grantsCredit(10).acceptsNextSends(2);
        List<Tracker> sent = new java.util.concurrent.CopyOnWriteArrayList<>();
        Handler oneByOne = new Handler() {
            @Override
            public void onSendable(Event event) {
                if (sent.size() < 2) {
                    sent.add(event.sender().send(text("x")));
                }
            }
        };
        engine.connect(peer.uri())
                .openSession()
                .openSender(SenderOptions.to("out", "q").withMaxUnsettled(1), oneByOne);
        org.awaitility.Awaitility.await().until(() -> sent.size() == 2);
        assertThat(await(sent.get(1).outcome())).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void theUserMayGiveTheTag() {
        byte[] tag = {7, 7, 7};
        peer.opensConnectionAndSession().attachesSender("q").grantsCredit(2);
        peer.driver().expectTransfer().withDeliveryTag(tag).withPayload(notNullValue(ByteBuffer.class));
        Sender sender = sender();
        Tracker first = sender.send(text("a"), SendOptions.DEFAULT.withTag(tag));
        peer.seesAll();
        assertThat(failureOf(
                        sender.send(text("b"), SendOptions.DEFAULT.withTag(tag)).outcome(),
                        EngineException.DeliveryFailed.class))
                .hasMessageContaining("tag");
        peer.driver()
                .remoteDisposition()
                .withRole(Role.RECEIVER)
                .withFirst(0)
                .withSettled(true)
                .withState()
                .accepted()
                .now();
        await(first.outcome());
        peer.driver()
                .expectTransfer()
                .withDeliveryTag(tag)
                .withPayload(notNullValue(ByteBuffer.class))
                .accept();
        await(sender.send(text("c"), SendOptions.DEFAULT.withTag(tag)).outcome());
        assertThatThrownBy(() -> SendOptions.DEFAULT.withTag(new byte[33])).hasMessageContaining("33");
    }

    @Test
    void aMixedLinkSettlesAsEachSendSays() {
        peer.opensConnectionAndSession();
        peer.driver()
                .expectAttach()
                .ofSender()
                .withSndSettleMode(SenderSettleMode.MIXED)
                .respondInKind();
        peer.driver().remoteFlow().withDeliveryCount(0).withLinkCredit(2).queue();
        peer.driver().expectTransfer().withSettled(true).withPayload(notNullValue(ByteBuffer.class));
        peer.driver()
                .expectTransfer()
                .withSettled(false)
                .withPayload(notNullValue(ByteBuffer.class))
                .accept();
        Sender sender = sender(SenderOptions.to("out", "q")
                .withSettleModes(io.amqpjms.engine.SenderSettleMode.MIXED, ReceiverSettleMode.FIRST));
        assertThat(await(sender.send(text("a"), SendOptions.DEFAULT.withSettled(true))
                        .outcome()))
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(await(sender.send(text("b")).outcome())).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void aPeerThatSettlesSecondHearsThatTheSenderHasSettled() {
        peer.opensConnectionAndSession();
        peer.driver()
                .expectAttach()
                .ofSender()
                .withRcvSettleMode(org.apache.qpid.protonj2.test.driver.codec.transport.ReceiverSettleMode.SECOND)
                .respondInKind();
        peer.driver().remoteFlow().withDeliveryCount(0).withLinkCredit(1).queue();
        peer.driver()
                .expectTransfer()
                .withPayload(notNullValue(ByteBuffer.class))
                .respond()
                .withSettled(false)
                .withState()
                .accepted();
        peer.driver()
                .expectDisposition()
                .withRole(Role.SENDER)
                .withSettled(true)
                .withState()
                .accepted();
        Sender sender = sender(SenderOptions.to("out", "q")
                .withSettleModes(io.amqpjms.engine.SenderSettleMode.UNSETTLED, ReceiverSettleMode.SECOND));
        assertThat(await(sender.send(text("a")).outcome())).isEqualTo(Outcome.ACCEPTED);
        peer.seesAll();
    }
}
