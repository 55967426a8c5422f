package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.failureOf;
import static io.amqpjms.engine.EngineFixture.options;
import static io.amqpjms.engine.EngineFixture.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.message.AmqpDecodeException;
import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.message.DecodeLimits;
import io.amqpjms.engine.testing.ScriptedPeer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A peer that goes beyond what is borne from it: each limit ends what it should, and no more. */
class PeerLimitsTest {
    private static final PeerLimits LIMITS = PeerLimits.DEFAULT;

    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    private Connection connect(PeerLimits limits) {
        return engine.connect(options(peer.uri()).sessionWindow(64 << 20).limits(limits));
    }

    private Receiver receiver(PeerLimits limits, int credit) {
        ReceiverOptions options = ReceiverOptions.from("in", "q").withCredit(credit, false);
        return connect(limits).openSession().openReceiver(options, null);
    }

    private Delivery next() throws InterruptedException {
        Delivery delivery = engine.messages.poll(10, SECONDS);
        assertThat(delivery).isNotNull();
        return delivery;
    }

    // So large that no two are read together.
    private void sendsPart(boolean more) {
        peer.driver()
                .remoteTransfer()
                .withDeliveryId(0)
                .withMore(more)
                .withPayload(new byte[40_000])
                .queue();
    }

    @Test
    void aMessageInMorePartsThanAllowedEndsTheLink() {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(1);
        for (int i = 0; i < 4; i++) {
            sendsPart(true);
        }
        peer.driver()
                .expectDetach()
                .withError("amqp:link:transfer-limit-exceeded")
                .respond();
        Receiver receiver = receiver(LIMITS.withParts(3), 1);
        assertThat(failureOf(receiver.closed(), EngineException.LinkFailed.class))
                .hasMessageContaining("in more than 3 parts");
        assertThat(engine.messages).isEmpty();
    }

    @Test
    void aMessageInAsManyPartsAsAllowedIsDelivered() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(1);
        sendsPart(true);
        sendsPart(true);
        sendsPart(false);
        peer.seesCredit(1);
        receiver(LIMITS.withParts(3), 1);
        assertThat(next().payload()).hasSize(120_000);
    }

    @Test
    void sessionsAndLinksThatNobodyAskedForEndTheConnection() {
        peer.opensConnectionAndSession();
        for (int channel = 5; channel < 7; channel++) {
            peer.driver().remoteBegin().onChannel(channel).queue();
            peer.driver().expectBegin().withRemoteChannel(channel);
            peer.driver().expectEnd().withError("amqp:not-allowed");
        }
        peer.driver().expectClose().withError("amqp:not-allowed");
        Connection connection = connect(LIMITS.withUninvited(1));
        connection.openSession();
        assertThat(failureOf(connection.closed(), EngineException.ConnectionFailed.class))
                .hasMessageContaining("more than 1 sessions and links");
    }

    @Test
    void creditIsWithheldUntilSomethingIsSettled() throws Exception {
        peer.opensConnectionAndSession()
                .attachesReceiver("q")
                .seesCredit(2)
                .sendsMessage(text("a"))
                .sendsMessage(text("b"));
        receiver(LIMITS.withUnsettled(2), 4);
        Delivery first = next();
        Delivery second = next();
        peer.seesAll();
        peer.seesCredit(1).seesAccepted().sendsMessage(text("c")).seesCredit(1).seesAccepted();
        first.accept();
        assertThat(next().payload()).isEqualTo(text("c"));
        second.accept();
    }

    @Test
    void aLoginWithMoreChallengesThanAllowedFails() {
        peer.driver().expectSASLHeader().respondWithSASLHeader();
        peer.driver().remoteSaslMechanisms().withMechanisms("OAUTHBEARER").queue();
        peer.driver().expectSaslInit().withMechanism("OAUTHBEARER");
        for (int i = 0; i < 2; i++) {
            peer.driver()
                    .remoteSaslChallenge()
                    .withChallenge("{}".getBytes(UTF_8))
                    .queue();
            peer.driver().expectSaslResponse();
        }
        peer.driver().remoteSaslChallenge().withChallenge("{}".getBytes(UTF_8)).queue();
        peer.driver().expectConnectionToDrop();
        SaslOptions bearer = SaslOptions.of(Credentials.token("alice", Secret.of("t0ken"), null));
        Connection connection = engine.connect(options(peer.uri()).sasl(bearer).limits(LIMITS.withChallenges(2)));
        assertThat(failureOf(connection.closed(), EngineException.LoginFailed.class))
                .hasMessageContaining("more than 2 challenges");
    }

    @Test
    void aMessageThatIsDeeperOrFullerThanAllowedIsNotDecoded() throws Exception {
        byte[] message = AmqpMessage.of(List.of(List.of(), List.of())).encode();
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(9).sendsMessage(message);
        receiver(LIMITS.withDecode(DecodeLimits.DEFAULT.withMaxElements(1)), 9);
        Delivery delivery = next();
        assertThatThrownBy(delivery::message)
                .isInstanceOf(AmqpDecodeException.class)
                .hasMessageContaining("more than 1 elements");
        assertThat(AmqpMessage.decode(delivery.payload()).encode()).isEqualTo(message);
        peer.seesReleased();
        delivery.release();
    }
}
