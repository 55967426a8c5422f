package io.amqpjms.engine.internal.transport;

import io.amqpjms.engine.Secret;
import io.amqpjms.engine.TlsFiles;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Arrays;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Makes TLS contexts, and what goes into them, of files. Stateless. */
public final class TlsContexts {
    private TlsContexts() {}

    /**
     * A context with these keys and this trust.
     *
     * @throws GeneralSecurityException if keys or certificates cannot be used
     * @throws IOException if they cannot be read
     */
    public static SSLContext of(TlsFiles files) throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance(files.protocol());
        KeyManager keys = keys(files);
        context.init(keys == null ? null : new KeyManager[] {keys}, new TrustManager[] {trust(files)}, null);
        return context;
    }

    /** What proves who this side is, or null if there is nothing that does. */
    static @Nullable KeyManager keys(TlsFiles files) throws GeneralSecurityException, IOException {
        TlsFiles.Store store = files.keys() == null ? TlsFiles.Store.ofSystem("keyStore") : files.keys();
        if (store == null) {
            if (files.privateKey() != null) {
                throw new GeneralSecurityException("The private key " + files.privateKey() + " has no certificate");
            }
            return null;
        }
        char[] password = password(store.password());
        try {
            KeyStore keys = KeyFiles.keys(store, files.privateKey(), files.alias(), password);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keys, password);
            return factory.getKeyManagers()[0];
        } catch (UnrecoverableKeyException e) {
            throw new GeneralSecurityException(
                    "The key in " + store.file() + " cannot be opened with the password given", e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /** What decides whether the peer's certificate is good. */
    static TrustManager trust(TlsFiles files) throws GeneralSecurityException, IOException {
        if (files.trustsAnyone()) {
            return new TrustAnyone();
        }
        KeyStore trusted = null;
        if (files.trust() != null) {
            char[] password = password(files.trust().password());
            trusted = KeyFiles.trust(files.trust(), password);
            Arrays.fill(password, '\0');
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        TrustManager made = factory.getTrustManagers()[0];
        return made instanceof X509ExtendedTrustManager checks ? new ExplainedTrust(checks) : made;
    }

    private static char[] password(@Nullable Secret secret) {
        return secret == null ? new char[0] : secret.reveal();
    }
}
