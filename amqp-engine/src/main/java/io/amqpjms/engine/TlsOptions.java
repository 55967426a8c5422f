package io.amqpjms.engine;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * How to secure a connection. Immutable.
 *
 * @param material keys and trust; asked anew for each try to connect, so that files that changed just work
 * @param verifyHost whether the certificate must be made out to the host
 * @param protocols the versions that may be used, or empty for the JVM's choice
 * @param disabledProtocols the versions that may not be used, whatever else is said
 * @param cipherSuites the cipher suites that may be used, best first, or empty for the JVM's choice
 * @param disabledCipherSuites the cipher suites that may not be used, whatever else is said
 * @param openSsl whether OpenSSL is used where it is there; it needs {@link TlsFiles} for material
 */
public record TlsOptions(
        Material material,
        boolean verifyHost,
        List<String> protocols,
        Set<String> disabledProtocols,
        List<String> cipherSuites,
        Set<String> disabledCipherSuites,
        boolean openSsl) {
    /** The JVM's keys and trust, host names verified. */
    public static final TlsOptions DEFAULT = new TlsOptions(TlsFiles.NONE, true);

    public TlsOptions {
        protocols = List.copyOf(protocols);
        disabledProtocols = Set.copyOf(disabledProtocols);
        cipherSuites = List.copyOf(cipherSuites);
        disabledCipherSuites = Set.copyOf(disabledCipherSuites);
    }

    /** The versions and cipher suites that the JVM chooses. */
    public TlsOptions(Material material, boolean verifyHost) {
        this(material, verifyHost, List.of(), Set.of(), List.of(), Set.of(), false);
    }

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

        /** Whether every certificate is trusted, which is warned of at every try to connect. */
        default boolean trustsAnyone() {
            return false;
        }
    }

    /** A context that stays the same. */
    public static TlsOptions of(SSLContext context) {
        return new TlsOptions(() -> context, true);
    }
}
