package io.amqpjms.engine.internal.endpoint;

import org.apache.qpid.proton.amqp.transport.Disposition;
import org.apache.qpid.proton.amqp.transport.Role;

/**
 * What a receiver says of deliveries that follow one another, joined into one frame (AMQP 1.0 §2.7.6). The protocol engine has
 * one frame for each delivery, and uses one object for all. Loop-confined.
 */
final class DispositionRange {
    private final Disposition joined = new Disposition();
    private int channel;
    private boolean empty = true;

    boolean isEmpty() {
        return empty;
    }

    /** Whether it was empty, or this goes on where it ends and says the same; then it is part of it. */
    boolean join(int over, Disposition next) {
        if (next.getRole() != Role.RECEIVER) {
            return false;
        }
        if (empty) {
            begin(over, next);
            return true;
        }
        if (over != channel
                || next.getFirst().intValue() != joined.getLast().intValue() + 1
                || next.getState() != joined.getState()
                || next.getSettled() != joined.getSettled()) {
            return false;
        }
        joined.setLast(next.getLast());
        return true;
    }

    private void begin(int over, Disposition first) {
        channel = over;
        joined.setRole(first.getRole());
        joined.setFirst(first.getFirst());
        joined.setLast(first.getLast());
        joined.setSettled(first.getSettled());
        joined.setState(first.getState());
        joined.setBatchable(first.getBatchable());
        empty = false;
    }

    int channel() {
        return channel;
    }

    /** Takes the frame, which is good until the next one is joined. */
    Disposition take() {
        empty = true;
        return joined;
    }
}
