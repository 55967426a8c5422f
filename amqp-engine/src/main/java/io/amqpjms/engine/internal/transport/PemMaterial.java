package io.amqpjms.engine.internal.transport;

import io.amqpjms.engine.TlsOptions;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys and trust from PEM files, read anew each time. Immutable.
 *
 * @param certificate the client's certificate chain, or null for none
 * @param key the private key of that certificate (PKCS#8), or null for none
 * @param authorities the certificates to trust, or null for the JDK's
 * @param verify whether the server's certificate is checked at all
 */
public record PemMaterial(
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable Path authorities,
        boolean verify) implements TlsOptions.Material {
    private static final Logger LOG = LoggerFactory.getLogger(PemMaterial.class);

    @Override
    public SSLContext load() throws GeneralSecurityException, IOException {
        SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
        try {
            if (certificate != null && key != null) {
                builder.keyManager(readable(certificate), readable(key));
            }
            if (!verify) {
                LOG.warn("The server's certificate is not checked: anyone can pose as the server");
                builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
            } else if (authorities != null) {
                builder.trustManager(readable(authorities));
            }
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException(
                    "The certificate or key files cannot be used (" + certificate + ", " + key + ", " + authorities
                            + "): " + e.getMessage() + ". A private key must be PKCS#8 PEM.",
                    e);
        }
        return ((JdkSslContext) builder.build()).context();
    }

    private static File readable(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException("The file " + file + " is not there or cannot be read");
        }
        return file.toFile();
    }
}
