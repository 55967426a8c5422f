package io.amqpjms.engine.internal.transport;

import io.amqpjms.engine.TlsOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** Makes the TLS engine of a connection from its options. Stateless. */
final class TlsEngines {
    private TlsEngines() {}

    static SSLEngine client(TlsOptions tls, String host, int port) throws GeneralSecurityException, IOException {
        SSLEngine engine = tls.material().load().createSSLEngine(host, port);
        engine.setUseClientMode(true);
        if (tls.verifyHost()) {
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
        }
        return engine;
    }
}
