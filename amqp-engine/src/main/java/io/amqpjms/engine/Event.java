package io.amqpjms.engine;

import org.jspecify.annotations.Nullable;

/** What a callback is about; what does not apply is null. Immutable. */
public record Event(
        Connection connection,
        @Nullable Session session,
        @Nullable Sender sender,
        @Nullable Receiver receiver,
        @Nullable Delivery delivery,
        @Nullable EngineException failure) {
    /** The container of the connection. */
    public Container container() {
        return connection.container();
    }
}
