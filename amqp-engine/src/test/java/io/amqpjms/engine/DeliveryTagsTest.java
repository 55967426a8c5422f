package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.CoreMatchers.notNullValue;

import io.amqpjms.engine.testing.ScriptedPeer;
import java.nio.ByteBuffer;
import org.apache.qpid.protonj2.test.driver.codec.transport.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeliveryTagsTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    private Sender sender() {
        peer.opensConnectionAndSession().attachesSender("q").grantsCredit(10);
        Sender sender = engine.connect(peer.uri()).openSession().openSender(SenderOptions.to("out", "q"), null);
        await(sender.opened());
        return sender;
    }

    private void expectsTag(int tag) {
        peer.driver()
                .expectTransfer()
                .withDeliveryTag(new byte[] {(byte) tag})
                .withPayload(notNullValue(ByteBuffer.class));
    }

    private void accepts(int delivery, boolean settled) {
        peer.driver()
                .remoteDisposition()
                .withRole(Role.RECEIVER)
                .withFirst(delivery)
                .withSettled(settled)
                .withState()
                .accepted()
                .now();
    }

    @Test
    void theTagOfASettledDeliveryServesAgainAndNoOther() {
        Sender sender = sender();
        expectsTag(0);
        expectsTag(1);
        sender.send(text("a"));
        Tracker second = sender.send(text("b"));
        peer.seesAll();
        accepts(1, true);
        await(second.outcome());
        expectsTag(1);
        expectsTag(2);
        sender.send(text("c"));
        sender.send(text("d"));
        peer.seesAll();
    }

    @Test
    void theTagOfADeliveryThatThePeerHasNotSettledStaysItsOwn() {
        Sender sender = sender();
        expectsTag(0);
        Tracker first = sender.send(text("a"));
        peer.seesAll();
        peer.driver().expectDisposition().withSettled(true).withFirst(0);
        accepts(0, false);
        assertThat(await(first.outcome())).isEqualTo(Outcome.ACCEPTED);
        peer.seesAll();
        expectsTag(1);
        sender.send(text("b"));
        peer.seesAll();
    }

    @Test
    void aTagThatTheUserTookMeanwhileIsPassedOver() {
        Sender sender = sender();
        expectsTag(0);
        Tracker first = sender.send(text("a"));
        peer.seesAll();
        accepts(0, true);
        await(first.outcome());
        expectsTag(0);
        expectsTag(1);
        sender.send(text("b"), SendOptions.DEFAULT.withTag(new byte[] {0}));
        sender.send(text("c"));
        peer.seesAll();
    }
}
