package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.failureOf;
import static io.amqpjms.engine.EngineFixture.options;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.ScriptedPeer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    @Test
    void endWaitsForTheAnswerToAnAttach() {
        peer.opensConnectionAndSession();
        peer.driver().expectAttach().ofSender();
        Connection connection = engine.connect(options(peer.uri()).closeTimeout(Duration.ofSeconds(5)));
        Session session = await(connection.openSession().opened());
        session.openSender(SenderOptions.to("out", "q"), null);
        peer.seesAll();

        // An end that did not wait would reach the peer before the later of these.
        peer.opensSession().opensSession();
        session.close();
        await(connection.openSession().opened());
        await(connection.openSession().opened());

        peer.driver().expectEnd().onChannel(0).respond();
        attachesOut();
        await(session.closed());
    }

    @Test
    void sessionThatThePeerHasNoChannelForIsRefusedHere() {
        peer.driver().expectSASLAnonymousConnect();
        peer.driver().expectOpen().respond().withContainerId("peer").withChannelMax(1);
        peer.opensSession().opensSession();
        Connection connection = await(engine.connect(peer.uri()).opened());
        await(connection.openSession().opened());
        await(connection.openSession().opened());
        EngineException.SessionFailed failure =
                failureOf(connection.openSession().opened(), EngineException.SessionFailed.class);
        assertThat(failure).hasMessageContaining("it has 2").hasMessageContaining("channel-max");
        assertThat(failure.condition()).isEqualTo("amqp:resource-limit-exceeded");
    }

    private void attachesOut() {
        peer.driver()
                .remoteAttach()
                .ofReceiver()
                .withName("out")
                .withHandle(0)
                .withTarget()
                .withAddress("q")
                .and()
                .onChannel(0)
                .now();
    }

    @Test
    void endDoesNotWaitForEver() {
        peer.opensConnectionAndSession();
        peer.driver().expectAttach().ofSender().withHandle(0);
        peer.driver().expectEnd();

        Session session = await(engine.connect(peer.uri()).openSession().opened());
        session.openSender(SenderOptions.to("out", "q"), null);

        await(session.close());
        peer.seesAll();
    }

    @Test
    void anAttachThatComesAfterTheCloseDoesNotHoldIt() {
        peer.opensConnectionAndSession();
        peer.driver().expectAttach().ofSender().withHandle(0);
        Session session = await(engine.connect(peer.uri()).openSession().opened());
        Sender sender = session.openSender(SenderOptions.to("out", "q"), null);
        peer.seesAll();
        peer.driver().expectDetach();
        CompletableFuture<Void> closed = sender.close();
        peer.seesAll();
        attachesOut();
        await(closed);
    }

    @Test
    void endWaitsForTheAnswerToTheBegin() {
        peer.opensConnection();
        peer.driver().expectBegin();
        Connection connection = engine.connect(options(peer.uri()).closeTimeout(Duration.ofSeconds(5)));
        Session session = connection.openSession();
        peer.seesAll();

        // An end that did not wait would reach the peer before this.
        peer.opensSession();
        session.close();
        await(connection.openSession().opened());

        peer.driver().expectEnd().onChannel(0);
        peer.driver().remoteEnd().onChannel(1).queue();
        beginsOn(1);
        await(session.closed());
        assertThat(connection.closed()).isNotDone();
    }

    @Test
    void sessionThatIsBegunAfterItWasGivenUpIsEnded() {
        peer.opensConnection();
        peer.driver().expectBegin();
        Connection connection = engine.connect(options(peer.uri()));
        Session session = connection.openSession();
        peer.seesAll();
        await(session.close());

        peer.driver().expectEnd().onChannel(0);
        beginsOn(0);
        peer.seesAll();
        peer.opensSession();
        await(connection.openSession().opened());
    }

    private void beginsOn(int channel) {
        peer.driver().remoteBegin().withRemoteChannel(0).onChannel(channel).now();
    }
}
