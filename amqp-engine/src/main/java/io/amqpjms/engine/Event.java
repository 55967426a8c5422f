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
        @Nullable IncomingStream stream,
        @Nullable Tracker tracker,
        @Nullable EngineException failure) {
    /** About a connection, or one of its sessions. */
    public static Event of(Connection connection, @Nullable Session session, @Nullable EngineException failure) {
        return new Event(connection, session, null, null, null, null, null, failure);
    }

    /** About a message that came in. */
    public static Event of(Delivery delivery) {
        return of(delivery.receiver(), delivery);
    }

    /** About a receiver. */
    public static Event of(Receiver receiver) {
        return of(receiver, null);
    }

    private static Event of(Receiver receiver, @Nullable Delivery delivery) {
        Session session = receiver.session();
        return new Event(session.connection(), session, null, receiver, delivery, null, null, null);
    }

    /** The message that came in, decoded anew with each call, or null. */
    public @Nullable AmqpMessage message() {
        return delivery == null ? null : delivery.message();
    }

    /** The container of the connection. */
    public Container container() {
        return connection.container();
    }
}
