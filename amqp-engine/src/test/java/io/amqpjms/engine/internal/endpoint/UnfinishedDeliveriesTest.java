package io.amqpjms.engine.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.UnsignedShort;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Received;
import org.apache.qpid.proton.amqp.messaging.Released;
import org.apache.qpid.proton.amqp.transaction.TransactionalState;
import org.apache.qpid.proton.amqp.transport.Begin;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.amqp.transport.Detach;
import org.apache.qpid.proton.amqp.transport.Disposition;
import org.apache.qpid.proton.amqp.transport.End;
import org.apache.qpid.proton.amqp.transport.Role;
import org.apache.qpid.proton.amqp.transport.Transfer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnfinishedDeliveriesTest {
    private static final int OURS = 3;
    private static final int THEIRS = 7;

    private final UnfinishedDeliveries unfinished = new UnfinishedDeliveries();

    @BeforeEach
    void beginSession() {
        Begin begin = new Begin();
        begin.setRemoteChannel(UnsignedShort.valueOf((short) OURS));
        unfinished.onBegin(THEIRS, begin);
    }

    private void writes(int handle, int id, boolean more, boolean settled) {
        Transfer transfer = new Transfer();
        transfer.setHandle(UnsignedInteger.valueOf(handle));
        transfer.setDeliveryId(UnsignedInteger.valueOf(id));
        transfer.setMore(more);
        transfer.setSettled(settled);
        unfinished.onWritten(OURS, transfer);
    }

    private static Disposition settled(int first, int last) {
        Disposition said = new Disposition();
        said.setRole(Role.RECEIVER);
        said.setFirst(UnsignedInteger.valueOf(first));
        said.setLast(UnsignedInteger.valueOf(last));
        said.setSettled(true);
        said.setState(Accepted.getInstance());
        return said;
    }

    /** The parts of what is said; what is not settled by them is early. */
    private List<String> parts(Disposition said) {
        return unfinished.split(THEIRS, said).stream()
                .map(part -> part.getFirst().intValue() + ".." + part.getLast().intValue()
                        + (part.getSettled() ? " settled" : ""))
                .toList();
    }

    @Test
    void isEarlyUntilTheLastFrameIsWritten() {
        writes(0, 5, true, false);
        assertThat(parts(settled(5, 5))).containsExactly("5..5");
        writes(0, 5, false, false);
        assertThat(parts(settled(5, 5))).isEmpty();
    }

    @Test
    void onlyTheEarlyOnesOfARangeAreNotSettledYet() {
        writes(0, 5, true, false);
        assertThat(parts(settled(4, 6))).containsExactly("4..4 settled", "5..5", "6..6 settled");
        assertThat(parts(settled(5, 7))).containsExactly("5..5", "6..7 settled");
        assertThat(parts(settled(3, 5))).containsExactly("3..4 settled", "5..5");
        assertThat(parts(settled(6, 7))).isEmpty();
    }

    @Test
    void aRangeMayGoRound() {
        writes(0, 1, true, false);
        writes(1, -2, true, false);
        assertThat(parts(settled(-3, 2)))
                .containsExactly("-3..-3 settled", "-2..-2", "-1..0 settled", "1..1", "2..2 settled");
    }

    @Test
    void answersOfOtherChannelsAndOfSendersAreNotMeant() {
        writes(0, 5, true, false);
        assertThat(unfinished.split(OURS, settled(5, 5))).isEmpty();
        Disposition ofSender = settled(5, 5);
        ofSender.setRole(Role.SENDER);
        assertThat(parts(ofSender)).isEmpty();
        Disposition unsettled = settled(5, 5);
        unsettled.setSettled(false);
        assertThat(parts(unsettled)).isEmpty();
    }

    @Test
    void linksAndSessionsThatEndHaveNoneLeft() {
        writes(0, 5, true, false);
        Detach detach = new Detach();
        detach.setHandle(UnsignedInteger.ZERO);
        unfinished.onWritten(OURS, detach);
        assertThat(parts(settled(5, 5))).isEmpty();
        writes(0, 6, true, false);
        unfinished.onWritten(OURS, new End());
        assertThat(parts(settled(6, 6))).isEmpty();
    }

    @Test
    void whatLeftSettledThoughItBeganOtherwiseHasEnded() {
        writes(0, 5, true, false);
        assertThat(unfinished.takeEnded()).isEmpty();
        writes(0, 5, true, true);
        writes(0, 5, false, true);
        assertThat(unfinished.takeEnded()).singleElement().satisfies(ended -> {
            assertThat(ended.theirs()).isEqualTo(THEIRS);
            assertThat(ended.end().getFirst().intValue()).isEqualTo(5);
            assertThat(ended.end().getSettled()).isTrue();
        });
        assertThat(unfinished.takeEnded()).isEmpty();
    }

    @Test
    void whatWasNeverUnsettledHasNoEnd() {
        writes(0, 5, true, true);
        assertThat(parts(settled(5, 5))).isEmpty();
        writes(0, 5, false, true);
        assertThat(unfinished.takeEnded()).isEmpty();
    }

    @Test
    void whatThePeerSettledEarlyHasEndedThoughItLeftUnsettled() {
        writes(0, 5, true, false);
        unfinished.split(THEIRS, settled(5, 5));
        writes(0, 5, true, false);
        writes(0, 5, false, false);
        assertThat(unfinished.takeEnded()).hasSize(1);
    }

    @Test
    void anEndWithoutAnOutcomeIsARelease() {
        for (DeliveryState state : new DeliveryState[] {null, new Received(), new TransactionalState()}) {
            writes(0, 5, true, false);
            Disposition said = settled(5, 5);
            said.setState(state);
            said.setLast(null);
            assertThat(unfinished.split(THEIRS, said))
                    .singleElement()
                    .satisfies(part -> assertThat(part.getState()).isEqualTo(Released.getInstance()));
        }
    }
}
