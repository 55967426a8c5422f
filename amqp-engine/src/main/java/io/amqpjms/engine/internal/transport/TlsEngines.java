package io.amqpjms.engine.internal.transport;

import io.amqpjms.engine.TlsOptions;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** Makes the TLS engine of a connection from its options. Stateless. */
final class TlsEngines {
    private TlsEngines() {}

    static SSLEngine client(TlsOptions tls, String host, int port) {
        SSLEngine engine = context(tls).createSSLEngine(host, port);
        engine.setUseClientMode(true);
        if (tls.verifyHost()) {
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
        }
        return engine;
    }

    private static SSLContext context(TlsOptions tls) {
        if (tls.context() != null) {
            return tls.context();
        }
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The JDK's default TLS context cannot be made: " + e.getMessage(), e);
        }
    }
}
