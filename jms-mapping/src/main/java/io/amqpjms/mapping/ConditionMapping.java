package io.amqpjms.mapping;

import jakarta.jms.InvalidClientIDException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.TransactionRolledBackException;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * AMQP error condition to JMS exception (AMQP 1.0 §2.8.15 and following, JMS 3.1 §8.7). The condition becomes the
 * exception's error code; a condition without a type of its own gives a plain {@link JMSException}. Stateless.
 */
public final class ConditionMapping {

    public static final String INVALID_FIELD = "amqp:invalid-field";

    private static final String CONTAINER_ID = "container-id";

    private static final Map<String, BiFunction<String, String, JMSException>> TABLE = Map.of(
            "amqp:unauthorized-access", JMSSecurityException::new,
            "amqp:resource-limit-exceeded", ResourceAllocationException::new,
            "amqp:not-found", InvalidDestinationException::new,
            "amqp:resource-deleted", InvalidDestinationException::new,
            "amqp:transaction:rollback", TransactionRolledBackException::new,
            "amqp:transaction:timeout", TransactionRolledBackException::new,
            "amqp:transaction:unknown-id", TransactionRolledBackException::new);

    private ConditionMapping() {}

    /** The exception for a condition; {@code condition} null when the peer gave none. */
    public static JMSException exception(@Nullable String condition, String message) {
        if (condition == null) {
            return new JMSException(message);
        }
        return TABLE.getOrDefault(condition, JMSException::new).apply(message, condition);
    }

    /** The exception for a condition whose info map may say which field was wrong: a client identifier in use. */
    public static JMSException exception(@Nullable String condition, Map<?, ?> info, String message) {
        if (INVALID_FIELD.equals(condition) && namesContainerId(info)) {
            return new InvalidClientIDException(message, condition);
        }
        return exception(condition, message);
    }

    private static boolean namesContainerId(Map<?, ?> info) {
        return info.entrySet().stream()
                .anyMatch(entry -> "invalid-field".equals(String.valueOf(entry.getKey()))
                        && CONTAINER_ID.equals(String.valueOf(entry.getValue())));
    }
}
