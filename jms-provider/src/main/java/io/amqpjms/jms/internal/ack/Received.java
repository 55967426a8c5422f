package io.amqpjms.jms.internal.ack;

import io.amqpjms.engine.Delivery;
import io.amqpjms.engine.Outcome;
import io.amqpjms.engine.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * A message from its arrival to its settlement, still encoded: each delivery to the application is decoded anew, since
 * the application may change what it was given.
 *
 * <p>Settled from any thread; otherwise it belongs to the session's thread.
 */
public final class Received {
    private static final Outcome FAILED = new Outcome.Modified(true, false);
    private static final Outcome UNDELIVERABLE = new Outcome.Modified(true, true);

    private final Delivery delivery;
    private final Origin origin;
    private final int line;
    private final long arrived;
    private int redeliveries;

    /** @param arrived in ms since the epoch */
    public Received(Delivery delivery, Origin origin, long arrived) {
        this.delivery = delivery;
        this.origin = origin;
        this.line = origin.line();
        this.arrived = arrived;
    }

    /** The encoded message. */
    public byte[] payload() {
        return delivery.payload();
    }

    /** Which line brought it, counted from 0. */
    public int line() {
        return line;
    }

    /** When it came, in ms since the epoch: what says only how long it lives expires so long after that (JMS 3.1 §3.4.9). */
    public long arrived() {
        return arrived;
    }

    /** How often this side has delivered it again, without asking the broker. */
    public int redeliveries() {
        return redeliveries;
    }

    /** Whether the line that brought it still stands; else the broker delivers it again, whatever is done here. */
    public boolean isCurrent() {
        return delivery.remotelySettled() || delivery.isCurrent();
    }

    /** Whether the broker had forgotten it when it came, so that nobody delivers it again but this side. */
    public boolean isPresettled() {
        return delivery.remotelySettled();
    }

    Origin origin() {
        return origin;
    }

    void countRedelivery() {
        redeliveries++;
    }

    /** Accepts what the application has processed; if that comes too late the application is told. */
    public void accept() {
        boolean current = isCurrent();
        settle(Outcome.ACCEPTED, null);
        if (!current) {
            origin.onTooLate();
        }
    }

    /** Takes the message within a transaction. */
    public void accept(Transaction transaction) {
        settle(Outcome.ACCEPTED, transaction);
    }

    /** Gives the message back as if it had never come. */
    public void release() {
        settle(Outcome.RELEASED, null);
    }

    /** Gives the message back; the broker counts the attempt. */
    public void fail() {
        settle(FAILED, null);
    }

    /** Gives the message back for good: it must not come to this consumer again. */
    public void refuse() {
        settle(UNDELIVERABLE, null);
    }

    /** Only the first outcome counts. */
    public void settle(Outcome outcome, @Nullable Transaction transaction) {
        if (delivery.settle(outcome, transaction) && !delivery.remotelySettled()) {
            origin.onSettled(outcome, transaction != null);
        }
    }
}
