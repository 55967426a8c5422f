package io.amqpjms.engine.internal.recovery;

/** What can happen to a connection. Immutable. */
public sealed interface RecoveryEvent {
    /**
     * A try succeeded.
     *
     * @param attempt its number
     */
    record Opened(int attempt) implements RecoveryEvent {}

    /**
     * The line has stood for so long that its loss is another matter than the one before.
     *
     * @param attempt the number of its try
     */
    record Stood(int attempt) implements RecoveryEvent {}

    /**
     * A try failed, or its line was lost.
     *
     * @param attempt its number
     * @param retryable whether another try can help
     */
    record Ended(int attempt, boolean retryable) implements RecoveryEvent {}

    /**
     * The delay after a try is over.
     *
     * @param attempt the number of that try
     */
    record DelayOver(int attempt) implements RecoveryEvent {}

    /** The user closes the connection. */
    record Close() implements RecoveryEvent {}
}
