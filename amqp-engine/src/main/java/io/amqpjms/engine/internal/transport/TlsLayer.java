package io.amqpjms.engine.internal.transport;

import io.amqpjms.engine.Stage;
import io.amqpjms.engine.TlsOptions;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Encrypts the line. Immutable. */
record TlsLayer(TlsOptions tls, String host, int port) implements Layer {
    private static final Logger LOG = LoggerFactory.getLogger(TlsLayer.class);

    @Override
    public Stage stage() {
        return Stage.TLS;
    }

    @Override
    public Future<?> addTo(Channel channel) throws GeneralSecurityException, IOException {
        warn();
        SslHandler handler = new SslHandler(TlsEngines.client(tls, host, port, channel.alloc()));
        handler.setHandshakeTimeoutMillis(0); // The open timeout bounds all stages together.
        ChannelPromise secured = channel.newPromise();
        channel.pipeline()
                .addBefore(Wire.NAME, null, FirstBytes.ofTls(secured::tryFailure))
                .addBefore(Wire.NAME, null, handler);
        handler.handshakeFuture().addListener(done -> {
            if (done.isSuccess()) {
                secured.trySuccess();
            } else {
                secured.tryFailure(done.cause());
            }
        });
        return secured;
    }

    private void warn() {
        if (tls.material().trustsAnyone()) {
            LOG.warn(
                    "Every certificate is trusted in the connection to {}:{}: anybody can pose as that peer",
                    host,
                    port);
        } else if (!tls.verifyHost()) {
            LOG.warn(
                    "The host name is not verified in the connection to {}:{}: whoever has a certificate that is trusted"
                            + " here can pose as that peer",
                    host,
                    port);
        }
    }

    @Override
    public Throwable explain(Throwable cause) {
        if (cause instanceof ClosedChannelException) {
            return new IOException(
                    "the peer hung up during the handshake: does that port speak TLS, and does it want a certificate of"
                            + " this client?",
                    cause);
        }
        CertificateException refused = CertificateProblems.find(cause, CertificateException.class);
        if (refused != null) {
            // With a context of the application's own nobody has put it into words yet.
            String told = refused instanceof ExplainedTrust.Refused
                    ? refused.getMessage()
                    : CertificateProblems.explain(refused);
            return new IOException(told, cause);
        }
        return cause;
    }
}
