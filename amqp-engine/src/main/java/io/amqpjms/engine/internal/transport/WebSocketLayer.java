package io.amqpjms.engine.internal.transport;

import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.Secret;
import io.amqpjms.engine.Stage;
import io.amqpjms.engine.WebSocketOptions;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.concurrent.Future;
import java.net.URI;

/** Carries AMQP in the binary messages of a WebSocket, as the AMQP WebSocket binding has it. Immutable. */
record WebSocketLayer(WebSocketOptions webSocket, URI uri, int maxMessageSize) implements Layer {
    static final String SUBPROTOCOL = "amqp";

    // A peer may put several small frames into one message.
    private static final int LEAST_MESSAGE_SIZE = 65_536;

    static WebSocketLayer of(ConnectionOptions options, WebSocketOptions webSocket) {
        String name = options.host().indexOf(':') < 0 ? options.host() : "[" + options.host() + "]";
        return new WebSocketLayer(
                webSocket,
                URI.create(
                        (options.tls() == null ? "ws://" : "wss://") + name + ":" + options.port() + webSocket.path()),
                Math.max(LEAST_MESSAGE_SIZE, options.maxFrameSize()));
    }

    @Override
    public Stage stage() {
        return Stage.WEB_SOCKET;
    }

    @Override
    public Future<?> addTo(Channel channel) {
        WebSocketClientHandshaker handshaker = WebSocketClientHandshakerFactory.newHandshaker(
                uri, WebSocketVersion.V13, SUBPROTOCOL, false, headers(), maxMessageSize);
        WebSocketHandler handler = new WebSocketHandler(handshaker, channel.newPromise());
        channel.pipeline().addBefore(Wire.NAME, null, new HttpClientCodec()).addBefore(Wire.NAME, null, handler);
        handshaker.handshake(channel).addListener(sent -> {
            if (!sent.isSuccess()) {
                handler.fail(sent.cause());
            }
        });
        return handler.upgraded();
    }

    private HttpHeaders headers() {
        HttpHeaders headers = new DefaultHttpHeaders();
        webSocket.headers().forEach((name, value) -> headers.add(name, text(value)));
        return headers;
    }

    private static String text(Secret value) {
        return new String(value.reveal());
    }
}
