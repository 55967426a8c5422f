package io.amqpjms.engine.internal.transport;

import io.amqpjms.engine.TlsFiles;
import io.amqpjms.engine.TlsOptions;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the TLS engine of a connection from its options. Stateless. */
final class TlsEngines {
    private static final Logger LOG = LoggerFactory.getLogger(TlsEngines.class);

    private TlsEngines() {}

    static SSLEngine client(TlsOptions tls, String host, int port, ByteBufAllocator buffers)
            throws GeneralSecurityException, IOException {
        SSLEngine engine = engine(tls, host, port, buffers);
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(
                chosen("protocol", tls.protocols(), engine.getEnabledProtocols(), tls.disabledProtocols()));
        engine.setEnabledCipherSuites(chosen(
                "cipher suite", tls.cipherSuites(), engine.getEnabledCipherSuites(), tls.disabledCipherSuites()));
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(serverNames(host));
        parameters.setEndpointIdentificationAlgorithm(tls.verifyHost() ? "HTTPS" : "");
        engine.setSSLParameters(parameters);
        return engine;
    }

    // The JDK by itself names the host only if it has a dot in it.
    private static List<SNIServerName> serverNames(String host) {
        if (NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host)) {
            return List.of();
        }
        try {
            return List.of(new SNIHostName(host));
        } catch (IllegalArgumentException notForDns) {
            return List.of();
        }
    }

    private static SSLEngine engine(TlsOptions tls, String host, int port, ByteBufAllocator buffers)
            throws GeneralSecurityException, IOException {
        if (tls.openSsl()) {
            if (tls.material() instanceof TlsFiles files && OpenSsl.isAvailable()) {
                return openSsl(files).newEngine(buffers, host, port);
            }
            LOG.warn(
                    "OpenSSL is asked for but not used for the connection to {}:{}, the JVM's own TLS is: {}",
                    host,
                    port,
                    OpenSsl.isAvailable()
                            ? "an SSLContext is set"
                            : "io.netty:netty-tcnative-boringssl-static for this platform is not on the class path");
        }
        return tls.material().load().createSSLEngine(host, port);
    }

    private static io.netty.handler.ssl.SslContext openSsl(TlsFiles files)
            throws GeneralSecurityException, IOException {
        return SslContextBuilder.forClient()
                .sslProvider(SslProvider.OPENSSL)
                .keyManager(TlsContexts.keys(files))
                .trustManager(TlsContexts.trust(files))
                .build();
    }

    private static String[] chosen(String what, List<String> wanted, String[] offered, Set<String> disabled)
            throws GeneralSecurityException {
        List<String> chosen = new ArrayList<>(wanted.isEmpty() ? Arrays.asList(offered) : wanted);
        chosen.removeAll(disabled);
        if (chosen.isEmpty()) {
            throw new GeneralSecurityException("No TLS " + what + " is left: enabled are "
                    + (wanted.isEmpty() ? Arrays.asList(offered) : wanted) + ", disabled " + disabled);
        }
        return chosen.toArray(new String[0]);
    }
}
