package io.amqpjms.engine;

import io.amqpjms.engine.message.Symbol;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a link's messages come from (AMQP 1.0 §3.5.3). Immutable; {@code with...} methods give changed copies.
 *
 * @param address the node, or null when it is dynamic
 * @param durability how much of the terminus survives (AMQP 1.0 §3.5.5)
 * @param expiry when the terminus goes
 * @param dynamic whether the peer shall make a node
 * @param dynamicProperties properties of the node to make
 * @param distribution {@code move}, {@code copy} or null
 * @param filters filter set by name; each value a described value
 * @param defaultOutcome outcome for deliveries settled without one, or null
 * @param outcomes outcomes that this side may use
 * @param capabilities such as {@code queue} or {@code topic}
 */
public record Source(
        @Nullable String address,
        TerminusDurability durability,
        ExpiryPolicy expiry,
        boolean dynamic,
        Map<Symbol, @Nullable Object> dynamicProperties,
        @Nullable Symbol distribution,
        Map<Symbol, @Nullable Object> filters,
        @Nullable Outcome defaultOutcome,
        List<Symbol> outcomes,
        List<Symbol> capabilities) {
    /** The four outcomes of AMQP 1.0 §3.4 by their symbols. */
    public static final List<Symbol> ALL_OUTCOMES = List.of(
            Symbol.of("amqp:accepted:list"),
            Symbol.of("amqp:rejected:list"),
            Symbol.of("amqp:released:list"),
            Symbol.of("amqp:modified:list"));

    public Source {
        dynamicProperties = Maps.frozen(dynamicProperties);
        filters = Maps.frozen(filters);
        outcomes = List.copyOf(outcomes);
        capabilities = List.copyOf(capabilities);
    }

    /** A plain source at an address, gone with its link. */
    public static Source of(@Nullable String address) {
        return new Source(
                address,
                TerminusDurability.NONE,
                ExpiryPolicy.LINK_DETACH,
                false,
                Map.of(),
                null,
                Map.of(),
                null,
                ALL_OUTCOMES,
                List.of());
    }

    /** A node that the peer makes and names. */
    public static Source dynamicNode(Map<Symbol, @Nullable Object> nodeProperties) {
        return new Source(
                null,
                TerminusDurability.NONE,
                ExpiryPolicy.LINK_DETACH,
                true,
                nodeProperties,
                null,
                Map.of(),
                null,
                ALL_OUTCOMES,
                List.of());
    }

    /** A copy at another address. */
    public Source withAddress(@Nullable String changed) {
        return new Source(
                changed,
                durability,
                expiry,
                dynamic,
                dynamicProperties,
                distribution,
                filters,
                defaultOutcome,
                outcomes,
                capabilities);
    }

    /** A copy with these capabilities. */
    public Source withCapabilities(List<Symbol> changed) {
        return new Source(
                address,
                durability,
                expiry,
                dynamic,
                dynamicProperties,
                distribution,
                filters,
                defaultOutcome,
                outcomes,
                changed);
    }

    /** A copy with this filter set. */
    public Source withFilters(Map<Symbol, @Nullable Object> changed) {
        return new Source(
                address,
                durability,
                expiry,
                dynamic,
                dynamicProperties,
                distribution,
                changed,
                defaultOutcome,
                outcomes,
                capabilities);
    }

    /** A copy with this distribution mode. */
    public Source withDistribution(@Nullable Symbol changed) {
        return new Source(
                address,
                durability,
                expiry,
                dynamic,
                dynamicProperties,
                changed,
                filters,
                defaultOutcome,
                outcomes,
                capabilities);
    }

    /** A copy with this durability and expiry policy. */
    public Source withDurability(TerminusDurability changed, ExpiryPolicy changedExpiry) {
        return new Source(
                address,
                changed,
                changedExpiry,
                dynamic,
                dynamicProperties,
                distribution,
                filters,
                defaultOutcome,
                outcomes,
                capabilities);
    }

    /** A copy with this default outcome. */
    public Source withDefaultOutcome(@Nullable Outcome changed) {
        return new Source(
                address,
                durability,
                expiry,
                dynamic,
                dynamicProperties,
                distribution,
                filters,
                changed,
                outcomes,
                capabilities);
    }
}
