package io.amqpjms.jms.internal;

import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.EngineException.ConnectionFailed;
import io.amqpjms.engine.EngineException.LoginFailed;
import io.amqpjms.engine.EngineException.TimedOut;
import io.amqpjms.engine.EngineException.TransactionFailed;
import io.amqpjms.engine.ErrorCondition;
import io.amqpjms.engine.Outcome;
import io.amqpjms.engine.Stage;
import io.amqpjms.jms.TransactionInDoubtException;
import io.amqpjms.jms.internal.errors.ErrorCode;
import io.amqpjms.mapping.ConditionMapping;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.TransactionRolledBackException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Turns failures of the engine into JMS exceptions: what was being done, what happened, what to try; the error code is
 * the AMQP condition, or an {@link ErrorCode} where the broker gave none. Stateless.
 */
final class JmsErrors {
    private JmsErrors() {}

    /** The exception for what kept the client from doing this, such as {@code "create a session"}. */
    static JMSException of(String doing, Throwable failure) {
        Throwable reason = unwrapped(failure);
        if (reason instanceof JMSException known) {
            return known;
        }
        String message = "Could not " + doing + ": " + reason.getMessage();
        JMSException exception = reason instanceof EngineException engine
                ? ofEngine(engine, message)
                : coded(message, ErrorCode.FAILURE);
        return caused(exception, reason);
    }

    private static Throwable unwrapped(Throwable failure) {
        boolean wrapper = failure instanceof ExecutionException || failure instanceof CompletionException;
        Throwable cause = failure.getCause();
        return wrapper && cause != null ? cause : failure;
    }

    private static JMSException ofEngine(EngineException failure, String message) {
        if (failure instanceof LoginFailed) {
            return new JMSSecurityException(
                    message + " Check user and password, and amqp.saslMechanisms if it is set.", ErrorCode.SASL.code());
        }
        if (failure instanceof TransactionFailed transaction) {
            return ofTransaction(transaction, message);
        }
        ErrorCondition error = failure.error();
        if (error != null) {
            return ConditionMapping.exception(error.condition().toString(), error.info(), message + whereTo(error));
        }
        if (failure instanceof ConnectionFailed connection) {
            return coded(message, codeOf(connection.stage()));
        }
        return coded(message, failure instanceof TimedOut ? ErrorCode.TIMEOUT : ErrorCode.CLOSED);
    }

    // A place to go to instead is the one thing that the info of an error tells people (AMQP 1.0 §2.8.16, §2.8.18).
    private static String whereTo(ErrorCondition error) {
        return error.condition().toString().endsWith(":redirect") ? " It sends this client to " + error.info() : "";
    }

    /** The exception for a link that the broker sends to where the client does not go. */
    static JMSException notFollowed(JMSException refused, String why) {
        return caused(
                new JMSException(refused.getMessage() + ", which is not followed: " + why, refused.getErrorCode()),
                refused.getCause());
    }

    private static JMSException ofTransaction(TransactionFailed failure, String message) {
        String condition = failure.condition();
        String code = condition == null ? ErrorCode.TRANSACTION.code() : condition;
        return failure.inDoubt()
                ? new TransactionInDoubtException(message, code)
                : new TransactionRolledBackException(message, code);
    }

    private static ErrorCode codeOf(Stage stage) {
        return switch (stage) {
            case DNS -> ErrorCode.DNS;
            case TCP -> ErrorCode.TCP;
            case PROXY -> ErrorCode.PROXY;
            case TLS -> ErrorCode.TLS;
            case WEB_SOCKET -> ErrorCode.WEB_SOCKET;
            case SASL -> ErrorCode.SASL;
            case OPEN -> ErrorCode.OPEN;
            case OPENED -> ErrorCode.CONNECTION;
        };
    }

    /** The exception for a send that the broker did not take. */
    static JMSException ofOutcome(String destination, Outcome outcome) {
        String sending = "The broker did not take the message sent to " + destination + ": ";
        if (outcome instanceof Outcome.Rejected rejected) {
            ErrorCondition error = rejected.error();
            return error == null
                    ? coded(sending + "it rejected it without giving a reason", ErrorCode.REJECTED)
                    : ConditionMapping.exception(
                            error.condition().toString(), error.info(), sending + "it rejected it with: " + error);
        }
        if (outcome instanceof Outcome.Modified modified) {
            return coded(
                    sending + "it gave it back as "
                            + (modified.undeliverableHere() ? "undeliverable" : "failed to be delivered"),
                    ErrorCode.MODIFIED);
        }
        return coded(sending + "it released it; nobody may be there to receive it", ErrorCode.RELEASED);
    }

    /** The exception for a transaction that the client itself gave up, since a message in it was refused. */
    static TransactionRolledBackException rolledBack(String message, JMSException reason) {
        String code = reason.getErrorCode();
        return caused(
                new TransactionRolledBackException(message, code == null ? ErrorCode.TRANSACTION.code() : code),
                reason);
    }

    /** The exception for a send that found no transaction: what was received in the session is not rolled back by that. */
    static JMSException notBegun(TransactionRolledBackException failure) {
        return caused(new JMSException(failure.getMessage(), failure.getErrorCode()), failure);
    }

    /** The exception for messages that were processed, but whose acknowledgement no longer reaches the broker. */
    static JMSException acknowledgedTooLate(int messages, String source) {
        return coded(
                (messages == 1 ? "A message" : messages + " messages") + " of " + source
                        + " came before the connection was lost and cannot be acknowledged any more; the broker will"
                        + " deliver what it still holds again, marked as redelivered",
                ErrorCode.ACKNOWLEDGED_TOO_LATE);
    }

    /** The exception for an acknowledgement that comes too late for some of its messages, and is not done for the others. */
    static JMSException nothingAcknowledged(int messages, String session) {
        return coded(
                (messages == 1 ? "A message" : messages + " messages") + " of " + session
                        + " came before the connection was lost and cannot be acknowledged any more, so nothing was; the"
                        + " broker will deliver what it still holds again, marked as redelivered. Call recover for the"
                        + " others, or acknowledge them once more",
                ErrorCode.ACKNOWLEDGED_TOO_LATE);
    }

    /** The exception for messages that were on their way when the line was lost, and are not sent again. */
    static JMSException lost(int messages, String destination) {
        return coded(
                messages + (messages == 1 ? " message" : " messages") + " sent to " + destination
                        + " had no answer from the broker when the connection was lost and may not have arrived; send"
                        + " with delivery mode PERSISTENT what must arrive",
                ErrorCode.LOST);
    }

    /** The same where the link was lost and the line stands. */
    static JMSException lostWithLink(int messages, String destination, EngineException reason) {
        JMSException one = of("send to " + destination, reason);
        if (messages == 1) {
            return one;
        }
        String text = messages + " messages sent to " + destination
                + " had no answer from the broker when their link was lost and may not have arrived: "
                + reason.getMessage();
        return caused(new JMSException(text, one.getErrorCode()), reason);
    }

    /** The exception for a transaction that ended with the connection it was begun on. */
    static TransactionRolledBackException brokenOff() {
        return new TransactionRolledBackException(
                "The transaction was rolled back: the connection was lost after it had begun, and what was sent and"
                        + " received in it is undone. Do its work again.",
                ErrorCode.TRANSACTION.code());
    }

    /** The exception for a commit that the broker was asked for by a thread which was interrupted before the answer. */
    static TransactionInDoubtException inDoubt(JMSException interrupted) {
        return caused(
                new TransactionInDoubtException(
                        interrupted.getMessage()
                                + ": the broker was asked to, and may or may not have done it. Do not commit again for that;"
                                + " look for the traces of what was done",
                        ErrorCode.TRANSACTION.code()),
                interrupted);
    }

    /** The exception for a temporary destination that the broker made anew: what was on its way to it cannot come. */
    static JMSException movedNode(String destination, String address) {
        return coded(
                "The " + destination
                        + " was lost with the connection and what was on its way to it will not come; it is"
                        + " there again as '" + address + "'. Ask again for answers that are missing.",
                ErrorCode.TEMPORARY_DESTINATION_LOST);
    }

    /** The exception for a wait of the client's own that took too long. */
    static JMSException timedOut(String message) {
        return coded(message, ErrorCode.TIMEOUT);
    }

    /** The exception for a thread that was interrupted in a wait; its flag is set again. */
    static JMSException interrupted(String doing, InterruptedException interrupt) {
        Thread.currentThread().interrupt();
        return caused(coded("Interrupted while waiting to " + doing, ErrorCode.INTERRUPTED), interrupt);
    }

    /** The exception for a message from the broker that the client cannot make out. */
    static JMSException undecodable(String source, Exception failure) {
        return caused(
                coded(
                        "A message from " + source + " cannot be decoded and was given back as undeliverable: "
                                + failure.getMessage(),
                        ErrorCode.DECODE),
                failure);
    }

    /** The exception for a call on what is closed. */
    static IllegalStateException closed(String what) {
        return new IllegalStateException("The " + what + " is closed", ErrorCode.CLOSED.code());
    }

    /** The exception for a call that may not be made here and now. */
    static IllegalStateException illegal(String message) {
        return new IllegalStateException(message, ErrorCode.ILLEGAL_STATE.code());
    }

    /** The exception for an argument out of its range. */
    static JMSException invalid(String message) {
        return coded(message, ErrorCode.INVALID_ARGUMENT);
    }

    /** The exception for what the broker cannot do. */
    static JMSException unsupported(String message) {
        return coded(message, ErrorCode.UNSUPPORTED);
    }

    private static JMSException coded(String message, ErrorCode code) {
        return new JMSException(message, code.code());
    }

    /** Sets the cause by both ways that JMS knows (JMS 3.1 §10.2). */
    static <E extends JMSException> E caused(E exception, @Nullable Throwable cause) {
        exception.initCause(cause);
        if (cause instanceof Exception linked) {
            exception.setLinkedException(linked);
        }
        return exception;
    }
}
