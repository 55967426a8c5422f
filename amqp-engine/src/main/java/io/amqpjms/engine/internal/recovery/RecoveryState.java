package io.amqpjms.engine.internal.recovery;

/**
 * Where a connection stands between its tries. Immutable.
 *
 * @param phase what it is doing
 * @param attempt the number of the present or last try, from 1
 * @param failures tries in a row that have failed, or whose line did not stand for long
 * @param opened whether it was ever open
 */
public record RecoveryState(Phase phase, int attempt, int failures, boolean opened) {
    /** What a connection is doing. */
    public enum Phase {
        /** A try is under way. */
        CONNECTING,
        /** The line stands. */
        OPEN,
        /** Between two tries. */
        WAITING,
        /** The user closes it, the line still stands or comes up. */
        CLOSING,
        /** Over. */
        CLOSED
    }

    /** The first try. */
    public static final RecoveryState FIRST = new RecoveryState(Phase.CONNECTING, 1, 0, false);

    RecoveryState to(Phase next) {
        return new RecoveryState(next, attempt, failures, opened);
    }
}
