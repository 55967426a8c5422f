package io.amqpjms.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why the engine could not do what it was asked to. The subclass tells how much of the connection is affected; the
 * message tells what was being done, to whom, and what happened.
 */
public abstract sealed class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // symbols and maps of the model are not meant to be serialised; the message says it all
    private final transient @Nullable ErrorCondition error;

    private EngineException(String message, @Nullable ErrorCondition error, @Nullable Throwable cause) {
        super(message, cause);
        this.error = error;
    }

    /** The peer's error, or null when the failure was not the peer's word. */
    public @Nullable ErrorCondition error() {
        return error;
    }

    /** The peer's error condition such as {@code amqp:not-found}, or null. */
    public @Nullable String condition() {
        return error == null ? null : error.condition().toString();
    }

    /** The connection could not be made, or is gone. */
    public static final class ConnectionFailed extends EngineException {
        private static final long serialVersionUID = 1L;

        private final Stage stage;

        @SuppressWarnings("serial") // an immutable list of strings
        private final List<String> lastFrames;

        public ConnectionFailed(
                Stage stage, String message, @Nullable ErrorCondition error, @Nullable Throwable cause) {
            this(stage, message, error, cause, List.of());
        }

        /** With the last frames of the line. */
        public ConnectionFailed(
                Stage stage,
                String message,
                @Nullable ErrorCondition error,
                @Nullable Throwable cause,
                List<String> lastFrames) {
            super(message, error, cause);
            this.stage = stage;
            this.lastFrames = List.copyOf(lastFrames);
        }

        /**
         * The last frames before the failure, both ways, oldest first; without payloads and credentials. Empty when there
         * were none, or {@link TraceOptions#lastFrames} is 0.
         */
        public List<String> lastFrames() {
            return lastFrames;
        }

        /** How far the connection had come. */
        public Stage stage() {
            return stage;
        }
    }

    /** The peer refused the credentials, or no common mechanism exists (AMQP 1.0 §5.3). */
    public static final class LoginFailed extends EngineException {
        private static final long serialVersionUID = 1L;

        private final boolean retryable;

        public LoginFailed(String message, boolean retryable, @Nullable Throwable cause) {
            super(message, null, cause);
            this.retryable = retryable;
        }

        /** Whether the peer called it a passing fault (sys-temp, AMQP 1.0 §5.3.3.6). */
        public boolean retryable() {
            return retryable;
        }
    }

    /** The session is gone, the connection lives. */
    public static final class SessionFailed extends EngineException {
        private static final long serialVersionUID = 1L;

        public SessionFailed(String message, @Nullable ErrorCondition error) {
            super(message, error, null);
        }
    }

    /** The link was refused or is gone, the session lives. */
    public static final class LinkFailed extends EngineException {
        private static final long serialVersionUID = 1L;

        public LinkFailed(String message, @Nullable ErrorCondition error) {
            super(message, error, null);
        }
    }

    /** A transaction could not be declared or discharged (AMQP 1.0 §4.5.8). */
    public static final class TransactionFailed extends EngineException {
        private static final long serialVersionUID = 1L;

        private final boolean inDoubt;

        public TransactionFailed(
                String message, boolean inDoubt, @Nullable ErrorCondition error, @Nullable Throwable cause) {
            super(message, error, cause);
            this.inDoubt = inDoubt;
        }

        /** Whether the peer may have committed all the same. */
        public boolean inDoubt() {
            return inDoubt;
        }
    }

    /** The peer did not answer in time; the connection lives. */
    public static final class TimedOut extends EngineException {
        private static final long serialVersionUID = 1L;

        public TimedOut(String message) {
            super(message, null, null);
        }
    }

    /** One message could not be sent or received; its link lives. */
    public static final class DeliveryFailed extends EngineException {
        private static final long serialVersionUID = 1L;

        public DeliveryFailed(String message, @Nullable ErrorCondition error) {
            super(message, error, null);
        }
    }
}
