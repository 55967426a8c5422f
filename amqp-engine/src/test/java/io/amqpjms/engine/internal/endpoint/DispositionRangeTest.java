package io.amqpjms.engine.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Released;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.amqp.transport.Disposition;
import org.apache.qpid.proton.amqp.transport.Role;
import org.junit.jupiter.api.Test;

class DispositionRangeTest {
    private final DispositionRange range = new DispositionRange();

    private static Disposition of(int delivery, DeliveryState state, boolean settled) {
        Disposition disposition = new Disposition();
        disposition.setRole(Role.RECEIVER);
        disposition.setFirst(UnsignedInteger.valueOf(delivery));
        disposition.setLast(UnsignedInteger.valueOf(delivery));
        disposition.setState(state);
        disposition.setSettled(settled);
        return disposition;
    }

    private static Disposition accepted(int delivery) {
        return of(delivery, Accepted.getInstance(), true);
    }

    @Test
    void neighboursThatSayTheSameAreOneFrame() {
        assertThat(range.join(3, accepted(7))).isTrue();
        assertThat(range.join(3, accepted(8))).isTrue();
        assertThat(range.join(3, accepted(9))).isTrue();
        assertThat(range.channel()).isEqualTo(3);
        Disposition frame = range.take();
        assertThat(frame.getFirst()).isEqualTo(UnsignedInteger.valueOf(7));
        assertThat(frame.getLast()).isEqualTo(UnsignedInteger.valueOf(9));
        assertThat(frame.getState()).isSameAs(Accepted.getInstance());
        assertThat(frame.getSettled()).isTrue();
        assertThat(range.isEmpty()).isTrue();
    }

    @Test
    void deliveryIdsGoRound() {
        assertThat(range.join(0, accepted(-1))).isTrue();
        assertThat(range.join(0, accepted(0))).isTrue();
    }

    @Test
    void whatSaysSomethingElseIsNoPart() {
        assertThat(range.join(0, accepted(7))).isTrue();
        assertThat(range.join(0, accepted(9))).as("a gap").isFalse();
        assertThat(range.join(0, accepted(7))).as("once more").isFalse();
        assertThat(range.join(1, accepted(8))).as("another session").isFalse();
        assertThat(range.join(0, of(8, Released.getInstance(), true)))
                .as("another outcome")
                .isFalse();
        assertThat(range.join(0, of(8, Accepted.getInstance(), false)))
                .as("not settled")
                .isFalse();
        assertThat(range.take().getLast()).isEqualTo(UnsignedInteger.valueOf(7));
    }

    @Test
    void aSendersDispositionsAreNoneOfItsBusiness() {
        Disposition sender = accepted(7);
        sender.setRole(Role.SENDER);
        assertThat(range.join(0, sender)).isFalse();
        assertThat(range.isEmpty()).isTrue();
    }
}
