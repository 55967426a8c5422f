package io.amqpjms.jms.internal;

/**
 * How many messages may wait or be on their way, so that they fit into the bytes of a window. Credit counts messages, and
 * nobody knows their size beforehand: a few are asked for first, and the largest of late tells what to expect of the next.
 *
 * <p>Guarded by the lock of the consumer's {@link Inbox}.
 */
final class ByteBudget {
    private static final int FIRST = 16;
    /** By what part of it the size to expect shrinks with each smaller message. */
    private static final int FORGETTING = 16;

    private final CreditWindow window;
    private long waitingBytes;
    private long expected;

    ByteBudget(CreditWindow window) {
        this.window = window;
    }

    void onArrived(int size) {
        waitingBytes += size;
        expected = Math.max(Math.max(1, size), expected - expected / FORGETTING);
    }

    /** What had arrived waits no more. */
    void onTaken(int size) {
        waitingBytes -= size;
    }

    /** What was taken waits again. */
    void onReturned(int size) {
        waitingBytes += size;
    }

    /** Nothing waits any more. */
    void onSuspended() {
        waitingBytes = 0;
    }

    /** How many messages may wait or be on their way when so many wait. */
    int messages(int waiting) {
        if (expected == 0) {
            return Math.min(window.messages(), FIRST);
        }
        long room = Math.max(0, window.bytes() - waitingBytes) / expected;
        return (int) Math.min(window.messages(), Math.max(1, waiting + room));
    }
}
