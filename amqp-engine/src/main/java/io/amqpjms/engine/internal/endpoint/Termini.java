package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.ExpiryPolicy;
import io.amqpjms.engine.Outcome;
import io.amqpjms.engine.Source;
import io.amqpjms.engine.Target;
import io.amqpjms.engine.TerminusDurability;
import io.amqpjms.engine.message.Symbol;
import java.util.Map;
import org.apache.qpid.proton.amqp.messaging.Terminus;
import org.apache.qpid.proton.amqp.messaging.TerminusExpiryPolicy;
import org.jspecify.annotations.Nullable;

/** Turns sources and targets into proton-j's and back (AMQP 1.0 §3.5.3, §3.5.4). Stateless. */
final class Termini {
    private Termini() {}

    static org.apache.qpid.proton.amqp.messaging.Source toProton(Source source) {
        var converted = new org.apache.qpid.proton.amqp.messaging.Source();
        converted.setAddress(source.address());
        converted.setDurable(durability(source.durability()));
        converted.setExpiryPolicy(expiry(source.expiry()));
        converted.setDynamic(source.dynamic());
        converted.setDynamicNodeProperties(
                FrameValues.toProton("dynamicProperties of a source", source.dynamicProperties()));
        converted.setDistributionMode(source.distribution() == null ? null : Protons.symbol(source.distribution()));
        converted.setFilter(FrameValues.toProton("filters of a source", source.filters()));
        if (source.defaultOutcome() != null) {
            converted.setDefaultOutcome(
                    (org.apache.qpid.proton.amqp.messaging.Outcome) Outcomes.toProton(source.defaultOutcome()));
        }
        converted.setOutcomes(Protons.symbols(source.outcomes()));
        converted.setCapabilities(Protons.symbols(source.capabilities()));
        return converted;
    }

    static org.apache.qpid.proton.amqp.messaging.Target toProton(Target target) {
        var converted = new org.apache.qpid.proton.amqp.messaging.Target();
        converted.setAddress(target.address());
        converted.setDurable(durability(target.durability()));
        converted.setExpiryPolicy(expiry(target.expiry()));
        converted.setDynamic(target.dynamic());
        converted.setDynamicNodeProperties(
                FrameValues.toProton("dynamicProperties of a target", target.dynamicProperties()));
        converted.setCapabilities(Protons.symbols(target.capabilities()));
        return converted;
    }

    /** Whether the peer has a node there that outlives the link. */
    static boolean isLasting(org.apache.qpid.proton.amqp.transport.Target target) {
        return target instanceof org.apache.qpid.proton.amqp.messaging.Target node && !node.getDynamic();
    }

    static @Nullable Source source(org.apache.qpid.proton.amqp.transport.@Nullable Source remote) {
        if (!(remote instanceof org.apache.qpid.proton.amqp.messaging.Source source)) {
            return null;
        }
        Symbol distribution = source.getDistributionMode() == null
                ? null
                : Symbol.of(source.getDistributionMode().toString());
        Outcome defaultOutcome = Outcomes.fromProton(source.getDefaultOutcome());
        return new Source(
                source.getAddress(),
                durability(source),
                expiry(source),
                source.getDynamic(),
                properties(source),
                distribution,
                Protons.fromSymbolMap(source.getFilter()),
                defaultOutcome,
                Protons.symbolList(source.getOutcomes()),
                Protons.symbolList(source.getCapabilities()));
    }

    static @Nullable Target target(org.apache.qpid.proton.amqp.transport.@Nullable Target remote) {
        if (!(remote instanceof org.apache.qpid.proton.amqp.messaging.Target target)) {
            return null;
        }
        return new Target(
                target.getAddress(),
                durability(target),
                expiry(target),
                target.getDynamic(),
                properties(target),
                Protons.symbolList(target.getCapabilities()));
    }

    private static Map<Symbol, @Nullable Object> properties(Terminus terminus) {
        return Protons.fromSymbolMap(terminus.getDynamicNodeProperties());
    }

    private static org.apache.qpid.proton.amqp.messaging.TerminusDurability durability(TerminusDurability durability) {
        return switch (durability) {
            case NONE -> org.apache.qpid.proton.amqp.messaging.TerminusDurability.NONE;
            case CONFIGURATION -> org.apache.qpid.proton.amqp.messaging.TerminusDurability.CONFIGURATION;
            case UNSETTLED_STATE -> org.apache.qpid.proton.amqp.messaging.TerminusDurability.UNSETTLED_STATE;
        };
    }

    private static TerminusDurability durability(Terminus terminus) {
        if (terminus.getDurable() == null) {
            return TerminusDurability.NONE;
        }
        return switch (terminus.getDurable()) {
            case NONE -> TerminusDurability.NONE;
            case CONFIGURATION -> TerminusDurability.CONFIGURATION;
            case UNSETTLED_STATE -> TerminusDurability.UNSETTLED_STATE;
        };
    }

    private static TerminusExpiryPolicy expiry(ExpiryPolicy expiry) {
        return switch (expiry) {
            case LINK_DETACH -> TerminusExpiryPolicy.LINK_DETACH;
            case SESSION_END -> TerminusExpiryPolicy.SESSION_END;
            case CONNECTION_CLOSE -> TerminusExpiryPolicy.CONNECTION_CLOSE;
            case NEVER -> TerminusExpiryPolicy.NEVER;
        };
    }

    private static ExpiryPolicy expiry(Terminus terminus) {
        if (terminus.getExpiryPolicy() == null) {
            return ExpiryPolicy.SESSION_END;
        }
        return switch (terminus.getExpiryPolicy()) {
            case LINK_DETACH -> ExpiryPolicy.LINK_DETACH;
            case SESSION_END -> ExpiryPolicy.SESSION_END;
            case CONNECTION_CLOSE -> ExpiryPolicy.CONNECTION_CLOSE;
            case NEVER -> ExpiryPolicy.NEVER;
        };
    }
}
