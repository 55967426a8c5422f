package io.amqpjms.mapping;

import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import java.io.Serial;
import java.io.Serializable;
import java.util.Objects;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.StringRefAddr;
import org.jspecify.annotations.Nullable;

/**
 * A destination by kind and address; two are equal when both agree (JMS 3.1 §4.2). Immutable, but for the present address of
 * a temporary one.
 */
public abstract sealed class JmsDestination implements Addressed, Referenceable, Serializable
        permits AmqpQueue, AmqpTopic, AmqpTemporaryDestination {

    /** The factory class that makes a destination of a {@link #getReference() reference}. */
    public static final String OBJECT_FACTORY = "io.amqpjms.jms.jndi.AmqpObjectFactory";

    /** The type of the reference address that holds the destination's address. */
    public static final String ADDRESS = "address";

    private static final String NOT_FOUND = "amqp:not-found";

    @Serial
    private static final long serialVersionUID = 1L;

    private final String address;

    JmsDestination(String address) {
        this.address = Objects.requireNonNull(address, "address");
    }

    /** The address without any prefix the broker asks for. */
    @Override
    public String address() {
        return address;
    }

    @Override
    public abstract DestinationKind kind();

    /** A destination of this kind; a temporary one that nobody here owns, so it cannot be deleted from here. */
    public static JmsDestination of(DestinationKind kind, String address) {
        return switch (kind) {
            case QUEUE -> new AmqpQueue(address);
            case TOPIC -> new AmqpTopic(address);
            case TEMPORARY_QUEUE -> new AmqpTemporaryQueue(address, null);
            case TEMPORARY_TOPIC -> new AmqpTemporaryTopic(address, null);
        };
    }

    /** One of ours as it is, a foreign one by its name (JMS 3.1 §3.12). */
    public static JmsDestination of(@Nullable Destination destination) throws JMSException {
        if (destination instanceof JmsDestination ours) {
            return ours;
        }
        if (destination == null) {
            throw new InvalidDestinationException("No destination was given", NOT_FOUND);
        }
        if (destination instanceof Queue queue && !(destination instanceof Topic)) {
            return new AmqpQueue(named(destination, queue.getQueueName()));
        }
        if (destination instanceof Topic topic && !(destination instanceof Queue)) {
            return new AmqpTopic(named(destination, topic.getTopicName()));
        }
        String what = destination instanceof Queue ? "both a queue and a topic" : "neither queue nor topic";
        throw new InvalidDestinationException(describe(destination) + " is " + what, NOT_FOUND);
    }

    private static String named(Destination destination, @Nullable String name) throws JMSException {
        if (name == null) {
            throw new InvalidDestinationException(describe(destination) + " has no name", NOT_FOUND);
        }
        return name;
    }

    private static String describe(Destination destination) {
        return "The destination of class " + destination.getClass().getName();
    }

    @Override
    public final Reference getReference() {
        return new Reference(getClass().getName(), new StringRefAddr(ADDRESS, address()), OBJECT_FACTORY, null);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        if (other instanceof JmsDestination that) {
            return kind() == that.kind() && address.equals(that.address);
        }
        return other instanceof Addressed that && kind() == that.kind() && address.equals(that.address());
    }

    @Override
    public final int hashCode() {
        return Addressed.hashCodeOf(kind(), address);
    }

    @Override
    public final String toString() {
        return address();
    }
}
