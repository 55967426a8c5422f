package io.amqpjms.jms.internal;

/**
 * Waits that an interrupt does not cut short, since what they wait for would be lost: the thread's flag is set again
 * when they are over. Stateless.
 */
final class Uninterrupted {
    private Uninterrupted() {}

    /** A wait for a moment or an event, which may be begun anew. */
    interface Wait<T> {
        T begin() throws InterruptedException;
    }

    static <T> T await(Wait<T> wait) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return wait.begin();
                } catch (InterruptedException interrupt) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
