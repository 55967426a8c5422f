package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.options;
import static io.amqpjms.engine.EngineFixture.text;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.ScriptedPeer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A connection whose login runs out is made anew before that. */
class RenewalTest {
    private static final Duration LIFE = Duration.ofSeconds(1);

    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final ScriptedPeer second = new ScriptedPeer();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    private final BlockingQueue<Instant> expiries = new LinkedBlockingQueue<>();

    /** The first login is good for {@link #LIFE}, the ones after it for an hour. */
    private Connection connect() {
        CredentialsProvider provider = at -> {
            Instant end = Instant.now().plus(expiries.isEmpty() ? LIFE : Duration.ofHours(1));
            expiries.add(end);
            return new Credentials("alice", Secret.of("s3cret"), Credentials.Kind.PASSWORD, end);
        };
        return engine.connect(options(peer.uri())
                .sasl(SaslOptions.of(provider).withMechanisms(List.of("PLAIN")))
                .reconnect(ReconnectOptions.DEFAULT.withAlternatives(
                        List.of(PeerAddress.of("localhost", second.port())))));
    }

    private ScriptedPeer letsIn(ScriptedPeer at) {
        at.opensConnectionFor("alice", "s3cret");
        at.opensSession();
        return at;
    }

    @Test
    void aLineIsMadeAnewBeforeItsLoginRunsOut() throws Exception {
        letsIn(peer).attachesSender("q").grantsCredit(10).acceptsNextSend().seesConnectionClose();
        letsIn(second).attachesSender("q").grantsCredit(10).acceptsNextSend();
        Sender sender = connect().openSession().openSender(SenderOptions.to("out", "q"), null);
        assertThat(await(sender.send(text("a")).outcome())).isEqualTo(Outcome.ACCEPTED);
        for (String event = ""; !event.equals("reconnected"); ) {
            event = engine.events.poll(10, SECONDS);
        }
        assertThat(await(sender.send(text("b")).outcome())).isEqualTo(Outcome.ACCEPTED);
        assertThat(second.sends()).containsExactly(text("b"));
    }

    @Test
    void credentialsThatNeverChangeAreNotRenewed() {
        letsIn(peer).attachesSender("q").grantsCredit(10).acceptsNextSend();
        Instant soon = Instant.now().plusMillis(600);
        Connection connection = engine.connect(options(peer.uri())
                .sasl(SaslOptions.of(new Credentials("alice", Secret.of("s3cret"), Credentials.Kind.PASSWORD, soon))
                        .withMechanisms(List.of("PLAIN")))
                .reconnect(ReconnectOptions.DEFAULT));
        Sender sender = connection.openSession().openSender(SenderOptions.to("out", "q"), null);
        await(sender.opened());
        org.awaitility.Awaitility.await().until(() -> Instant.now().isAfter(soon));
        assertThat(await(sender.send(text("a")).outcome())).isEqualTo(Outcome.ACCEPTED);
        assertThat(engine.events).doesNotContain("disconnected");
    }
}
