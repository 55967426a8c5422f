package io.amqpjms.jms.internal.context;

import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatRuntimeException;
import org.jspecify.annotations.Nullable;

/** The argument checks of the simplified API; stateless. */
final class Required {
    private Required() {}

    static <T extends Destination> T destination(@Nullable T destination, String what) {
        if (destination == null) {
            throw new InvalidDestinationRuntimeException("cannot " + what + ": the destination is null");
        }
        return destination;
    }

    static Message message(@Nullable Message message) {
        if (message == null) {
            throw new MessageFormatRuntimeException("cannot send: the message is null");
        }
        return message;
    }

    static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new JMSRuntimeException(otherwise);
        }
    }
}
