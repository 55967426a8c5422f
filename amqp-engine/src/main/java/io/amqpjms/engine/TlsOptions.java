package io.amqpjms.engine;

import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How to secure a connection. Immutable.
 *
 * @param context keys and trust, or null for the JDK's default context
 * @param verifyHost whether the certificate must be made out to the host
 */
public record TlsOptions(@Nullable SSLContext context, boolean verifyHost) {
    /** The JDK's trust store, host names verified. */
    public static final TlsOptions DEFAULT = new TlsOptions(null, true);
}
