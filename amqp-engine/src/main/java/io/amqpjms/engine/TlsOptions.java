package io.amqpjms.engine;

import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;

/**
 * How to secure a connection. Immutable.
 *
 * @param material keys and trust; asked anew for each try to connect, so that files that changed just work
 * @param verifyHost whether the certificate must be made out to the host
 */
public record TlsOptions(Material material, boolean verifyHost) {
    /** The JDK's trust store, host names verified. */
    public static final TlsOptions DEFAULT = new TlsOptions(SSLContext::getDefault, true);

    /** Where keys and trust come from. Called on the event loop; reading files is fine, waiting for a network is not. */
    @FunctionalInterface
    public interface Material {
        /**
         * A context for one try to connect.
         *
         * @throws GeneralSecurityException if keys or certificates cannot be used
         * @throws IOException if they cannot be read
         */
        SSLContext load() throws GeneralSecurityException, IOException;
    }

    /** A context that stays the same. */
    public static TlsOptions of(SSLContext context) {
        return new TlsOptions(() -> context, true);
    }
}
