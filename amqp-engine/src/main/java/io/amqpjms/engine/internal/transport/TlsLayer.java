package io.amqpjms.engine.internal.transport;

import io.amqpjms.engine.Stage;
import io.amqpjms.engine.TlsOptions;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.security.GeneralSecurityException;

/** Encrypts the line. Immutable. */
record TlsLayer(TlsOptions tls, String host, int port) implements Layer {
    @Override
    public Stage stage() {
        return Stage.TLS;
    }

    @Override
    public Future<?> addTo(Channel channel) throws GeneralSecurityException, IOException {
        SslHandler handler = new SslHandler(TlsEngines.client(tls, host, port));
        channel.pipeline().addBefore(Wire.NAME, null, handler);
        return handler.handshakeFuture();
    }
}
