package io.amqpjms.mapping.message;

import jakarta.jms.JMSException;
import org.jspecify.annotations.Nullable;

/** Gives a {@link JMSException} its cause in both places where callers look for it. Stateless. */
final class Failures {

    private Failures() {}

    static <E extends JMSException> E because(E failure, @Nullable Throwable cause) {
        if (cause != null) {
            failure.initCause(cause);
            failure.setLinkedException(
                    cause instanceof Exception exception ? exception : new IllegalStateException(cause));
        }
        return failure;
    }
}
