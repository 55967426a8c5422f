package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.Source;
import io.amqpjms.engine.Target;
import io.amqpjms.engine.message.Symbol;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.engine.Link;
import org.jspecify.annotations.Nullable;

/** What the peer said of a link when it attached (AMQP 1.0 §2.7.3). Immutable. */
record RemoteLink(
        @Nullable Source source,
        @Nullable Target target,
        Set<Symbol> capabilities,
        Map<Symbol, @Nullable Object> properties,
        long maxMessageSize) {
    /** Before the peer has spoken. */
    static final RemoteLink UNKNOWN = new RemoteLink(null, null, Set.of(), Map.of(), 0);

    static RemoteLink of(Link link) {
        return new RemoteLink(
                Termini.source(link.getRemoteSource()),
                Termini.target(link.getRemoteTarget()),
                Collections.unmodifiableSet(Protons.symbolSet(link.getRemoteOfferedCapabilities())),
                Collections.unmodifiableMap(Protons.fromSymbolMap(link.getRemoteProperties())),
                maxMessageSize(link.getRemoteMaxMessageSize()));
    }

    /** Nothing said, zero, and more than can be counted here are all no limit. */
    private static long maxMessageSize(@Nullable UnsignedLong said) {
        return said == null ? 0 : Math.max(0, said.longValue());
    }
}
