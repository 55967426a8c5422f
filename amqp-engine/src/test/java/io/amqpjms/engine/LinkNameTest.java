package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.failureOf;
import static io.amqpjms.engine.EngineFixture.options;
import static io.amqpjms.engine.EngineFixture.text;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.ScriptedPeer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Links of a session that have, or had, the same name (AMQP 1.0 §2.6.1). */
class LinkNameTest {
    private static final ReceiverOptions FROM_Q = ReceiverOptions.from("in", "q");

    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    private Session session() {
        return await(engine.connect(options(peer.uri()).closeTimeout(Duration.ofSeconds(5)))
                .openSession()
                .opened());
    }

    private void detachesNow() {
        peer.driver().remoteDetach().withClosed(true).now();
    }

    @Test
    void aNameMayBeUsedAgainAtOnceAfterAClose() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(10);
        Session session = session();
        Receiver first = await(session.openReceiver(FROM_Q, null).opened());
        peer.seesAll();
        peer.seesLinkClose().attachesReceiver("q").seesCredit(10).sendsMessage(text("a"));
        peer.seesAccepted();
        first.close();
        Receiver second = session.openReceiver(FROM_Q, null);
        await(second.opened());
        await(first.closed());
        assertThat(engine.messages.poll(10, SECONDS).receiver()).isSameAs(second);
        peer.seesAll();
    }

    @Test
    void anAttachUnderTheNameOfAClosingLinkWaitsForThePeersDetach() {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(10);
        Session session = session();
        Receiver first = await(session.openReceiver(FROM_Q, null).opened());
        peer.seesAll();
        peer.driver().expectDetach().withClosed(true);
        first.close();
        Receiver second = session.openReceiver(FROM_Q, null);
        peer.seesAll();
        assertThat(second.opened()).isNotDone();
        peer.attachesReceiver("q").seesCredit(10);
        detachesNow();
        await(second.opened());
        peer.seesAll();
    }

    @Test
    void aSecondLinkOfANameIsRefusedAndTheFirstGoesOn() {
        peer.opensConnectionAndSession().attachesSender("q").grantsCredit(1);
        Session session = session();
        Sender first =
                await(session.openSender(SenderOptions.to("out", "q"), null).opened());
        Sender second = session.openSender(SenderOptions.to("out", "other"), null);
        assertThat(failureOf(second.opened(), EngineException.LinkFailed.class))
                .hasMessageContaining("sender to 'other'")
                .hasMessageContaining("another link named 'out'");
        peer.acceptsNextSend();
        assertThat(await(first.send(text("a")).outcome())).isEqualTo(Outcome.ACCEPTED);
        peer.seesAll();
    }

    @Test
    void aReceiverMayHaveTheNameOfASender() {
        peer.opensConnectionAndSession()
                .attachesSender("q")
                .attachesReceiver("q")
                .seesCredit(10);
        Session session = session();
        await(session.openSender(SenderOptions.to("in", "q"), null).opened());
        await(session.openReceiver(FROM_Q, null).opened());
        peer.seesAll();
    }

    @Test
    void onlyOneMayWaitForAName() {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(10);
        Session session = session();
        Receiver first = await(session.openReceiver(FROM_Q, null).opened());
        peer.seesAll();
        peer.driver().expectDetach().withClosed(true);
        first.close();
        Receiver second = session.openReceiver(FROM_Q, null);
        failureOf(session.openReceiver(FROM_Q, null).opened(), EngineException.LinkFailed.class);
        peer.attachesReceiver("q").seesCredit(10);
        detachesNow();
        await(second.opened());
        peer.seesAll();
    }

    @Test
    void whoWaitsForANameThatThePeerDoesNotFreeFails() {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(10);
        Session session = engine.connect(peer.uri()).openSession();
        Receiver first = await(session.openReceiver(FROM_Q, null).opened());
        peer.seesAll();
        peer.driver().expectDetach().withClosed(true);
        first.close();
        Receiver second = session.openReceiver(FROM_Q, null);
        assertThat(failureOf(second.opened(), EngineException.LinkFailed.class))
                .hasMessageContaining("has not answered the detach")
                .hasMessageContaining("'in'");
        await(first.closed());
        failureOf(session.openReceiver(FROM_Q, null).opened(), EngineException.LinkFailed.class);
        peer.seesAll();
    }

    @Test
    void aNameIsFreeAgainOnceThePeerHasAnsweredLate() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(10);
        Session session = engine.connect(peer.uri()).openSession();
        Receiver first = await(session.openReceiver(FROM_Q, null).opened());
        peer.seesAll();
        peer.driver().expectDetach().withClosed(true);
        await(first.close());
        peer.driver().expectAttach().ofSender().respond().withHandle(7);
        peer.driver().remoteDetach().withHandle(0).withClosed(true).queue();
        peer.driver().remoteFlow().withHandle(7).withLinkCredit(1).queue();
        engine.awaitEvent("sendable", session.openSender(SenderOptions.to("later", "other"), null));
        peer.attachesReceiver("q").seesCredit(10);
        await(session.openReceiver(FROM_Q, null).opened());
        peer.seesAll();
    }

    @Test
    void anAttachThatIsNotAnsweredKeepsItsName() {
        peer.opensConnectionAndSession();
        peer.driver().expectAttach().ofSender().withHandle(0);
        peer.driver().expectDetach();
        Session session = await(engine.connect(options(peer.uri()).requestTimeout(Duration.ofMillis(300)))
                .openSession()
                .opened());
        SenderOptions toQ = SenderOptions.to("out", "q");
        failureOf(session.openSender(toQ, null).opened(), EngineException.TimedOut.class);
        assertThat(failureOf(session.openSender(toQ, null).opened(), EngineException.LinkFailed.class))
                .hasMessageContaining("has not answered the detach");
        peer.seesAll();
    }

    @Test
    void aNewLineFreesTheNamesOfLinksThatWereGivenUp() {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(10);
        Session session = engine.connect(options(peer.uri()).reconnect(ReconnectOptions.DEFAULT))
                .openSession();
        Receiver first = await(session.openReceiver(FROM_Q, null).opened());
        peer.seesAll();
        peer.driver().expectDetach().withClosed(true);
        await(first.close());
        peer.driver().expectAttach().ofSender();
        peer.dropsConnection()
                .opensConnectionAndSession()
                .attachesSender("other")
                .attachesReceiver("q")
                .seesCredit(10);
        await(session.openSender(SenderOptions.to("later", "other"), null).opened());
        await(session.openReceiver(FROM_Q, null).opened());
        peer.seesAll();
    }
}
