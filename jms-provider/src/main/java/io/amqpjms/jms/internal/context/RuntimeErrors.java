package io.amqpjms.jms.internal.context;

import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.InvalidClientIDRuntimeException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.InvalidSelectorRuntimeException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.MessageNotWriteableRuntimeException;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.ResourceAllocationRuntimeException;
import jakarta.jms.TransactionInProgressException;
import jakarta.jms.TransactionInProgressRuntimeException;
import jakarta.jms.TransactionRolledBackException;
import jakarta.jms.TransactionRolledBackRuntimeException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the exceptions of the classic API into their unchecked twins; stateless, for any thread. JMS 3.1 §10.3. */
public final class RuntimeErrors {
    private static final List<Twin> TWINS = List.of(
            new Twin(IllegalStateException.class, IllegalStateRuntimeException::new),
            new Twin(InvalidClientIDException.class, InvalidClientIDRuntimeException::new),
            new Twin(InvalidDestinationException.class, InvalidDestinationRuntimeException::new),
            new Twin(InvalidSelectorException.class, InvalidSelectorRuntimeException::new),
            new Twin(JMSSecurityException.class, JMSSecurityRuntimeException::new),
            new Twin(MessageFormatException.class, MessageFormatRuntimeException::new),
            new Twin(MessageNotWriteableException.class, MessageNotWriteableRuntimeException::new),
            new Twin(ResourceAllocationException.class, ResourceAllocationRuntimeException::new),
            new Twin(TransactionInProgressException.class, TransactionInProgressRuntimeException::new),
            new Twin(TransactionRolledBackException.class, TransactionRolledBackRuntimeException::new),
            new Twin(JMSException.class, JMSRuntimeException::new));

    private RuntimeErrors() {}

    /** Runs the call; what it throws comes out unchecked. */
    public static <T extends @Nullable Object> T call(JmsCall<T> call) {
        try {
            return call.run();
        } catch (JMSException failure) {
            throw of(failure);
        }
    }

    /** Runs the action; what it throws comes out unchecked. */
    public static void run(JmsAction action) {
        try {
            action.run();
        } catch (JMSException failure) {
            throw of(failure);
        }
    }

    /** The unchecked twin, with the same message and error code, and the failure as its cause. */
    public static JMSRuntimeException of(JMSException failure) {
        for (Twin twin : TWINS) {
            if (twin.checked.isInstance(failure)) {
                return twin.unchecked.create(failure.getMessage(), failure.getErrorCode(), failure);
            }
        }
        throw new AssertionError("every JMSException has a twin", failure);
    }

    private record Twin(Class<? extends JMSException> checked, Constructor unchecked) {}

    @FunctionalInterface
    private interface Constructor {
        JMSRuntimeException create(@Nullable String message, @Nullable String errorCode, Throwable cause);
    }
}
