package io.amqpjms.engine.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.UnsignedShort;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Released;
import org.apache.qpid.proton.amqp.transport.Begin;
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

    private Integer early(int first, int last) {
        UnsignedInteger id = unfinished.settledEarly(THEIRS, settled(first, last));
        return id == null ? null : id.intValue();
    }

    private static List<String> parts(Disposition said, int early) {
        return UnfinishedDeliveries.parts(said, UnsignedInteger.valueOf(early)).stream()
                .map(part -> part.getFirst() + "-" + part.getLast() + (part.getSettled() ? " settled" : ""))
                .toList();
    }

    @Test
    void isEarlyUntilTheLastFrameIsWritten() {
        writes(0, 5, true, false);
        assertThat(early(5, 5)).isEqualTo(5);
        writes(0, 5, false, false);
        assertThat(early(5, 5)).isNull();
    }

    @Test
    void theFirstOfSeveralInARangeThatGoesRound() {
        writes(0, 1, true, false);
        writes(1, -2, true, false);
        assertThat(early(-3, 4)).isEqualTo(-2);
        assertThat(early(0, 4)).isEqualTo(1);
        assertThat(early(2, 4)).isNull();
    }

    @Test
    void answersOfOtherChannelsAndOfSendersAreNotMeant() {
        writes(0, 5, true, false);
        assertThat(unfinished.settledEarly(OURS, settled(5, 5))).isNull();
        Disposition ofSender = settled(5, 5);
        ofSender.setRole(Role.SENDER);
        assertThat(unfinished.settledEarly(THEIRS, ofSender)).isNull();
        Disposition unsettled = settled(5, 5);
        unsettled.setSettled(false);
        assertThat(unfinished.settledEarly(THEIRS, unsettled)).isNull();
    }

    @Test
    void linksAndSessionsThatEndHaveNoneLeft() {
        writes(0, 5, true, false);
        Detach detach = new Detach();
        detach.setHandle(UnsignedInteger.ZERO);
        unfinished.onWritten(OURS, detach);
        assertThat(early(5, 5)).isNull();
        writes(0, 6, true, false);
        unfinished.onWritten(OURS, new End());
        assertThat(early(6, 6)).isNull();
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
        assertThat(early(5, 5)).isNull();
        writes(0, 5, false, true);
        assertThat(unfinished.takeEnded()).isEmpty();
    }

    @Test
    void onlyTheEarlyOneIsNotSettledYet() {
        assertThat(parts(settled(4, 6), 5)).containsExactly("4-4 settled", "5-5", "6-6 settled");
        assertThat(parts(settled(5, 6), 5)).containsExactly("5-5", "6-6 settled");
        assertThat(parts(settled(-1, 0), 0)).containsExactly("4294967295-4294967295 settled", "0-0");
    }

    @Test
    void anEndWithoutAWordIsARelease() {
        Disposition said = settled(5, 5);
        said.setState(null);
        said.setLast(null);
        assertThat(UnfinishedDeliveries.parts(said, UnsignedInteger.valueOf(5)))
                .singleElement()
                .satisfies(part -> assertThat(part.getState()).isEqualTo(Released.getInstance()));
    }
}
