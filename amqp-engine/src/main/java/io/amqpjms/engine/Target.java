package io.amqpjms.engine;

import io.amqpjms.engine.message.Symbol;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a link's messages go (AMQP 1.0 §3.5.4). Immutable.
 *
 * @param address the node; null when it is dynamic, or for an anonymous relay
 * @param durability how much of the terminus survives (AMQP 1.0 §3.5.5)
 * @param expiry when the terminus goes
 * @param dynamic whether the peer shall make a node
 * @param dynamicProperties properties of the node to make
 * @param capabilities such as {@code queue} or {@code topic}
 */
public record Target(
        @Nullable String address,
        TerminusDurability durability,
        ExpiryPolicy expiry,
        boolean dynamic,
        Map<Symbol, @Nullable Object> dynamicProperties,
        List<Symbol> capabilities) {
    public Target {
        dynamicProperties = Maps.frozen(dynamicProperties);
        capabilities = List.copyOf(capabilities);
    }

    /** A plain target at an address; null is the anonymous relay. */
    public static Target of(@Nullable String address) {
        return new Target(address, TerminusDurability.NONE, ExpiryPolicy.SESSION_END, false, Map.of(), List.of());
    }

    /** A node that the peer makes and names. */
    public static Target dynamicNode(Map<Symbol, @Nullable Object> nodeProperties) {
        return new Target(null, TerminusDurability.NONE, ExpiryPolicy.LINK_DETACH, true, nodeProperties, List.of());
    }

    /** A copy at another address. */
    public Target withAddress(@Nullable String changed) {
        return new Target(changed, durability, expiry, dynamic, dynamicProperties, capabilities);
    }

    /** A copy with these capabilities. */
    public Target withCapabilities(List<Symbol> changed) {
        return new Target(address, durability, expiry, dynamic, dynamicProperties, changed);
    }
}
