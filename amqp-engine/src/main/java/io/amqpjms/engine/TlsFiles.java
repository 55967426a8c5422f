package io.amqpjms.engine;

import io.amqpjms.engine.internal.transport.TlsContexts;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Keys and trust from files: key stores (PKCS12, JKS) or PEM, read anew for each try to connect. Immutable.
 *
 * @param keys this side's private key and certificates, or null for what the system property {@code javax.net.ssl.keyStore}
 *     names
 * @param privateKey a PEM file with the private key, where it is not in {@code keys}, or null
 * @param alias which key of {@code keys} to use, or null if the peer's wishes decide
 * @param trust the certificates to trust, or null for the JVM's
 * @param trustsAnyone whether every certificate is trusted; anybody can then pose as the peer
 * @param protocol the protocol of the {@link SSLContext}
 */
public record TlsFiles(
        @Nullable Store keys,
        @Nullable Path privateKey,
        @Nullable String alias,
        @Nullable Store trust,
        boolean trustsAnyone,
        String protocol)
        implements TlsOptions.Material {
    private static final String PROPERTIES = "javax.net.ssl.";

    /** No files: the JVM's keys and trust. */
    public static final TlsFiles NONE = new TlsFiles(null, null, null, null, false, "TLS");

    /**
     * A file with keys or certificates.
     *
     * @param file where it is
     * @param password what opens it and its keys, or null for none
     * @param type its format such as PKCS12, JKS or PEM, or null to look at what is in it
     */
    public record Store(
            Path file, @Nullable Secret password, @Nullable String type) {
        /** The format is what the file says it is. */
        public static Store of(Path file, @Nullable Secret password) {
            return new Store(file, password, null);
        }

        /**
         * What the JVM's system properties name, such as {@code javax.net.ssl.keyStore}, or null if they name nothing.
         *
         * @param which {@code keyStore} or {@code trustStore}
         */
        public static @Nullable Store ofSystem(String which) {
            String file = System.getProperty(PROPERTIES + which, "");
            return file.isEmpty() || file.equals("NONE")
                    ? null
                    : new Store(Path.of(file), systemPassword(which), systemType(which));
        }

        /** The password that the system properties name for such a store, or null. */
        public static @Nullable Secret systemPassword(String which) {
            String password = System.getProperty(PROPERTIES + which + "Password");
            return password == null ? null : Secret.of(password);
        }

        /** The format that the system properties name for such a store, or null. */
        public static @Nullable String systemType(String which) {
            return System.getProperty(PROPERTIES + which + "Type");
        }
    }

    @Override
    public SSLContext load() throws GeneralSecurityException, IOException {
        return TlsContexts.of(this);
    }
}
