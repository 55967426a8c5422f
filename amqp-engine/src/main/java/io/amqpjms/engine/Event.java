package io.amqpjms.engine;

import io.amqpjms.engine.message.AmqpMessage;
import org.jspecify.annotations.Nullable;

/** What a callback is about; what does not apply is null. Immutable. */
public record Event(
        Connection connection,
        @Nullable Session session,
        @Nullable Sender sender,
        @Nullable Receiver receiver,
        @Nullable Delivery delivery,
        @Nullable Tracker tracker,
        @Nullable EngineException failure) {
    /** The message that came in, decoded anew with each call, or null. */
    public @Nullable AmqpMessage message() {
        return delivery == null ? null : delivery.message();
    }

    /** The container of the connection. */
    public Container container() {
        return connection.container();
    }
}
