package org.apache.qpid.jms;

import io.amqpjms.mapping.Addressed;
import io.amqpjms.mapping.DestinationKind;
import java.io.Serial;
import java.util.Map;
import java.util.Objects;
import org.apache.qpid.jms.jndi.JNDIStorable;

/**
 * A destination by its address; two of a kind are equal when they have the same one, also one of these and one that a session
 * has made. Not to be changed once it is used.
 */
public abstract class JmsDestination extends JNDIStorable implements Addressed, Comparable<JmsDestination> {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final String ADDRESS = "address";

    private String address;

    JmsDestination(String address) {
        this.address = Objects.requireNonNull(address, ADDRESS);
    }

    public String getAddress() {
        return address;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public DestinationKind kind() {
        return isTopic() ? DestinationKind.TOPIC : DestinationKind.QUEUE;
    }

    public void setAddress(String address) {
        this.address = Objects.requireNonNull(address, ADDRESS);
    }

    public abstract boolean isTopic();

    public boolean isQueue() {
        return !isTopic();
    }

    public boolean isTemporary() {
        return false;
    }

    @Override
    public Map<String, String> getProperties() {
        return Map.of(ADDRESS, address);
    }

    @Override
    public Map<String, String> setProperties(Map<String, String> properties) {
        String given = properties.get(ADDRESS);
        if (given != null) {
            address = given;
        }
        return Map.of();
    }

    @Override
    public int compareTo(JmsDestination other) {
        return isTopic() == other.isTopic()
                ? address.compareTo(other.address)
                : Boolean.compare(isTopic(), other.isTopic());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Addressed that && kind() == that.kind() && address.equals(that.address());
    }

    @Override
    public int hashCode() {
        return Addressed.hashCodeOf(kind(), address);
    }

    @Override
    public String toString() {
        return address;
    }
}
