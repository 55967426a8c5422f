package io.amqpjms.engine.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.transaction.TransactionalState;
import org.apache.qpid.proton.amqp.transport.Disposition;
import org.apache.qpid.proton.amqp.transport.Role;
import org.junit.jupiter.api.Test;

class FrameRingTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int FRAMES = 10_000;

    private final FrameRing ring = new FrameRing(4);

    private static Disposition within(int bytesOfTransactionId) {
        TransactionalState state = new TransactionalState();
        state.setTxnId(new Binary(new byte[bytesOfTransactionId]));
        state.setOutcome(Accepted.getInstance());
        Disposition disposition = new Disposition();
        disposition.setRole(Role.RECEIVER);
        disposition.setFirst(UnsignedInteger.ONE);
        disposition.setState(state);
        return disposition;
    }

    private long allocatedFor(Disposition frame) {
        ring.received(0, frame, 0);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < FRAMES; i++) {
            ring.received(0, frame, 0);
        }
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / FRAMES;
    }

    @Test
    void framesOfATransactionArePutIntoWordsOnlyWhenAskedFor() {
        // Artemis names a transaction by the text of a UUID.
        assertThat(allocatedFor(within(36))).isZero();
        assertThat(ring.lines()).hasSize(4).allSatisfy(line -> assertThat(line).contains("TransactionalState"));
    }

    @Test
    void largeFramesAreCut() {
        ring.received(0, within(10_000), 0);
        assertThat(ring.lines())
                .singleElement()
                .satisfies(line -> assertThat(line).endsWith("...").hasSizeLessThan(500));
    }
}
