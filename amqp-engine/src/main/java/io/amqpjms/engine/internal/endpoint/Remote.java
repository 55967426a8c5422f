package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.message.Symbol;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLSession;
import org.apache.qpid.proton.engine.Connection;
import org.jspecify.annotations.Nullable;

/**
 * What the peer said of itself when it opened (AMQP 1.0 §2.7.1), and by what it was secured. Immutable.
 *
 * @param tls null in clear text
 */
record Remote(
        @Nullable String containerId,
        Set<Symbol> capabilities,
        Map<Symbol, @Nullable Object> properties,
        @Nullable SSLSession tls) {
    /** Before the peer has spoken. */
    static final Remote UNKNOWN = new Remote(null, Set.of(), Map.of(), null);

    static Remote of(Connection connection, @Nullable SSLSession tls) {
        return new Remote(
                connection.getRemoteContainer(),
                Collections.unmodifiableSet(Protons.symbolSet(connection.getRemoteOfferedCapabilities())),
                Collections.unmodifiableMap(Protons.fromSymbolMap(connection.getRemoteProperties())),
                tls);
    }
}
