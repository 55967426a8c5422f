package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.failureOf;
import static io.amqpjms.engine.EngineFixture.options;
import static io.amqpjms.engine.EngineFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.ScriptedPeer;
import java.time.Duration;
import org.apache.qpid.protonj2.test.driver.actions.FlowInjectAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a peer allows of sessions (AMQP 1.0 §2.7.1) and of links on a session (§2.7.2): one too many fails alone. */
class PeersOwnLimitsTest {
    private static final String LIMIT = "amqp:resource-limit-exceeded";

    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    private void opensWithChannelMax(int most) {
        peer.driver().expectSASLAnonymousConnect();
        peer.driver().expectOpen().respond().withContainerId("peer").withChannelMax(most);
    }

    private void beginsWithHandleMax(int most) {
        peer.driver().expectBegin().respond().withHandleMax(most);
    }

    private FlowInjectAction window(int frames) {
        return peer.driver()
                .remoteFlow()
                .withIncomingWindow(frames)
                .withNextIncomingId(1)
                .withDeliveryCount(0)
                .withLinkCredit(1);
    }

    private static Sender sender(Session session, String name) {
        return session.openSender(SenderOptions.to(name, name), null);
    }

    @Test
    void aLinkThatTheSessionHasNoHandleForFailsAlone() {
        peer.opensConnection();
        beginsWithHandleMax(0);
        peer.attachesSender("a").grantsCredit(1);
        Session session = await(engine.connect(peer.uri()).openSession().opened());
        Sender first = await(sender(session, "a").opened());
        EngineException.LinkFailed failure = failureOf(sender(session, "b").opened(), EngineException.LinkFailed.class);
        assertThat(failure.condition()).isEqualTo(LIMIT);
        assertThat(failure)
                .hasMessageContaining("sender to 'b'")
                .hasMessageContaining("it has 1")
                .hasMessageContaining("handle-max")
                .hasMessageContaining("another session");
        peer.acceptsNextSend();
        assertThat(await(first.send(text("a")).outcome())).isEqualTo(Outcome.ACCEPTED);
        peer.seesAll();
    }

    @Test
    void aLinkThatIsClosedMakesRoomForAnother() {
        peer.opensConnection();
        beginsWithHandleMax(0);
        peer.attachesSender("a");
        Session session = await(engine.connect(peer.uri()).openSession().opened());
        Sender first = await(sender(session, "a").opened());
        peer.seesLinkClose().attachesSender("b");
        await(first.close());
        await(sender(session, "b").opened());
        peer.seesAll();
    }

    @Test
    void aLinkThatThePeerDetachesMakesRoomForAnother() {
        peer.opensConnection();
        beginsWithHandleMax(0);
        peer.attachesSender("a");
        peer.driver().remoteDetach().withClosed(true).queue();
        peer.driver().expectDetach();
        Session session = await(engine.connect(peer.uri()).openSession().opened());
        failureOf(sender(session, "a").closed(), EngineException.LinkFailed.class);
        peer.attachesSender("b");
        await(sender(session, "b").opened());
        peer.seesAll();
    }

    @Test
    void aLinkThatThePeerDoesNotDetachTakesItsRoom() {
        peer.opensConnection();
        beginsWithHandleMax(0);
        peer.attachesSender("a");
        peer.driver().expectDetach().withClosed(true);
        Session session = await(engine.connect(peer.uri()).openSession().opened());
        await(await(sender(session, "a").opened()).close());
        failureOf(sender(session, "b").opened(), EngineException.LinkFailed.class);
        peer.seesAll();
    }

    @Test
    void noMoreThanOneLinkIsAttachedBeforeThePeerHasToldHowManyMayBe() {
        peer.opensConnection();
        beginsWithHandleMax(1);
        peer.attachesSender("a").attachesSender("b");
        Session session = engine.connect(peer.uri()).openSession();
        Sender first = sender(session, "a");
        Sender second = sender(session, "b");
        Sender third = sender(session, "c");
        assertThat(failureOf(third.opened(), EngineException.LinkFailed.class).condition())
                .isEqualTo(LIMIT);
        await(first.opened());
        await(second.opened());
        peer.seesAll();
    }

    @Test
    void oneSessionWithOneLinkWaitsForNoAnswer() {
        peer.driver().expectSASLAnonymousConnect();
        peer.driver().expectOpen();
        peer.driver().expectBegin();
        peer.driver().expectAttach().ofSender();
        sender(engine.connect(peer.uri()).openSession(), "a");
        peer.seesAll();
    }

    @Test
    void linksBeyondWhatTheNextPeerAllowsFailAlone() {
        peer.opensConnectionAndSession().attachesSender("a").attachesSender("b").dropsConnection();
        peer.opensConnection();
        beginsWithHandleMax(0);
        peer.attachesSender("a").grantsCredit(1).acceptsNextSend();
        Session session = engine.connect(options(peer.uri()).reconnect(ReconnectOptions.DEFAULT))
                .openSession();
        Sender first = sender(session, "a");
        Sender second = sender(session, "b");
        assertThat(failureOf(second.closed(), EngineException.LinkFailed.class).condition())
                .isEqualTo(LIMIT);
        assertThat(await(first.send(text("a")).outcome())).isEqualTo(Outcome.ACCEPTED);
        peer.seesAll();
    }

    @Test
    void aPeerWithOneChannelHasOneSession() {
        opensWithChannelMax(0);
        peer.opensSession();
        Connection connection = await(engine.connect(peer.uri()).opened());
        Session first = await(connection.openSession().opened());
        EngineException.SessionFailed failure =
                failureOf(connection.openSession().opened(), EngineException.SessionFailed.class);
        assertThat(failure.condition()).isEqualTo(LIMIT);
        assertThat(failure).hasMessageContaining("it has 1").hasMessageContaining("channel-max");
        peer.driver().expectEnd().respond();
        peer.opensSession();
        await(first.close());
        await(connection.openSession().opened());
        peer.seesAll();
    }

    @Test
    void aSessionThatThePeerDoesNotBeginTakesItsRoomUntilItDoes() {
        opensWithChannelMax(0);
        peer.driver().expectBegin();
        Connection connection = await(engine.connect(options(peer.uri()).requestTimeout(Duration.ofMillis(300)))
                .opened());
        failureOf(connection.openSession().opened(), EngineException.TimedOut.class);
        failureOf(connection.openSession().opened(), EngineException.SessionFailed.class);
        peer.seesAll();
        peer.driver().expectEnd().onChannel(0);
        peer.driver().remoteBegin().withRemoteChannel(0).onChannel(0).now();
        peer.seesAll();
        peer.opensSession();
        await(connection.openSession().opened());
        peer.seesAll();
    }

    @Test
    void aSessionWhoseEndIsHeldUpTakesItsRoomUntilItHasEnded() throws Exception {
        opensWithChannelMax(0);
        peer.driver().expectBegin().respond().withIncomingWindow(0).withNextOutgoingId(0);
        peer.attachesSender("a");
        window(0).onChannel(0).queue();
        Connection connection = await(engine.connect(options(peer.uri()).closeTimeout(Duration.ofMillis(300)))
                .opened());
        Session first = await(connection.openSession().opened());
        Sender sender = await(sender(first, "a").opened());
        engine.awaitEvent("sendable", sender);
        connection.loop().execute(() -> {
            sender.send(text("a"));
            sender.close();
            first.close();
        });
        await(first.closed());
        failureOf(connection.openSession().opened(), EngineException.SessionFailed.class);
        peer.seesAll();
        peer.driver().expectTransfer().withNonNullPayload();
        peer.driver().expectDetach();
        peer.driver().expectEnd().onChannel(0).respond();
        window(10).onChannel(0).now();
        peer.seesAll();
        peer.opensSession();
        await(connection.openSession().opened());
        peer.seesAll();
    }

    @Test
    void noMoreThanOneSessionIsBegunBeforeThePeerHasToldHowManyMayBe() {
        opensWithChannelMax(1);
        peer.opensSession().opensSession();
        Connection connection = engine.connect(peer.uri());
        Session first = connection.openSession();
        Session second = connection.openSession();
        Session third = connection.openSession();
        assertThat(failureOf(third.opened(), EngineException.SessionFailed.class)
                        .condition())
                .isEqualTo(LIMIT);
        await(first.opened());
        await(second.opened());
        peer.seesAll();
        assertThat(connection.closed()).isNotDone();
    }

    @Test
    void sessionsBeyondWhatTheNextPeerAllowsFailAlone() {
        peer.opensConnectionAndSession().opensSession().dropsConnection();
        opensWithChannelMax(0);
        peer.opensSession().attachesSender("a");
        Connection connection = engine.connect(options(peer.uri()).reconnect(ReconnectOptions.DEFAULT));
        Session first = connection.openSession();
        Session second = connection.openSession();
        assertThat(failureOf(second.closed(), EngineException.SessionFailed.class)
                        .condition())
                .isEqualTo(LIMIT);
        await(sender(first, "a").opened());
        peer.seesAll();
    }

    /** Qpid Broker-J says 0 of all where it is about to refuse the connection. */
    @Test
    void sessionsOutliveAnOpenThatIsARefusal() throws Exception {
        peer.opensConnectionAndSession().opensSession().dropsConnection();
        peer.driver().expectSASLAnonymousConnect();
        peer.driver().expectOpen().respond().withMaxFrameSize(0).withChannelMax(0);
        peer.driver()
                .remoteClose()
                .withErrorCondition("amqp:connection:forced", "not yet")
                .queue();
        peer.driver().expectBegin();
        peer.driver().expectClose();
        peer.seesConnectionDrop();
        peer.opensConnectionAndSession().opensSession().attachesSender("a");
        Connection connection = engine.connect(options(peer.uri()).reconnect(ReconnectOptions.DEFAULT));
        connection.openSession();
        Session second = connection.openSession();
        engine.awaitEvent("reconnected", second);
        await(sender(second, "a").opened());
        peer.seesAll();
    }

    @Test
    void thePeerIsToldThatThereIsOneChannelOnly() {
        peer.driver().expectSASLAnonymousConnect();
        peer.driver().expectOpen().withChannelMax(0).respond();
        await(engine.connect(options(peer.uri()).channelMax(0)).opened());
        peer.seesAll();
    }
}
