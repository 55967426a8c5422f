package io.amqpjms.mapping;

import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A queue or topic that lives as long as the connection that made it (JMS 3.1 §4.1.4). When that connection is lost and comes
 * back, the broker makes the node anew and under another address: the destination stays the same object and equal to
 * itself, and {@link #address} tells the present one. For any thread.
 */
public abstract sealed class AmqpTemporaryDestination extends JmsDestination
        permits AmqpTemporaryQueue, AmqpTemporaryTopic {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient @Nullable TemporaryOwner owner;
    private volatile @Nullable String present;
    private transient volatile @Nullable String askedAt;

    AmqpTemporaryDestination(String address, @Nullable TemporaryOwner owner) {
        super(address);
        this.owner = owner;
    }

    /** The connection that made it; null when that was not here. */
    public final @Nullable TemporaryOwner owner() {
        return owner;
    }

    @Override
    public final String address() {
        String moved = present;
        return moved == null ? super.address() : moved;
    }

    /** The node has this address from now on. */
    public final void moveTo(String address) {
        present = address;
    }

    /** A message leaves that wants its answer here, at the present address. */
    public final void onAsked() {
        askedAt = address();
    }

    /** An answer has come. */
    public final void onAnswered() {
        askedAt = null;
    }

    /** Whether the last answer was asked for at an address that is not the present one, and has not come; true once. */
    public final boolean hasLostAnswer() {
        String asked = askedAt;
        boolean lost = asked != null && !asked.equals(address());
        if (lost) {
            askedAt = null;
        }
        return lost;
    }

    final void deleteNode() throws JMSException {
        if (owner == null) {
            throw new IllegalStateException("The temporary destination '" + address()
                    + "' can be deleted only through the connection that created it");
        }
        owner.delete(this);
    }
}
