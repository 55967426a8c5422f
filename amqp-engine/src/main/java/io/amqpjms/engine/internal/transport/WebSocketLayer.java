package io.amqpjms.engine.internal.transport;

import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.Secret;
import io.amqpjms.engine.Stage;
import io.amqpjms.engine.WebSocketOptions;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.concurrent.Future;
import java.net.URI;
import java.net.URISyntaxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries AMQP in the binary messages of a WebSocket, as the AMQP WebSocket binding has it. Immutable. */
record WebSocketLayer(WebSocketOptions webSocket, String peer, boolean exposed, URI uri, int maxMessageSize)
        implements Layer {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketLayer.class);

    static final String SUBPROTOCOL = "amqp";

    // A peer may put several small frames into one message.
    private static final int LEAST_MESSAGE_SIZE = 65_536;

    static WebSocketLayer of(ConnectionOptions options, WebSocketOptions webSocket) {
        return new WebSocketLayer(
                webSocket,
                options.peer(),
                options.tls() == null && !ThisMachine.keeps(options),
                uri(options, webSocket),
                Math.max(LEAST_MESSAGE_SIZE, options.maxFrameSize()));
    }

    private static URI uri(ConnectionOptions options, WebSocketOptions webSocket) {
        String name = options.host().indexOf(':') < 0 ? options.host() : "[" + options.host() + "]";
        String scheme = options.tls() == null ? "ws://" : "wss://";
        try {
            return new URI(scheme + name + ":" + options.port() + webSocket.path());
        } catch (URISyntaxException malformed) {
            // Neither its text nor itself as the cause: both have the query, which may hold a token.
            throw new IllegalArgumentException("The WebSocket's address is malformed, " + options.peer() + ": "
                    + malformed.getReason() + " at character " + malformed.getIndex());
        }
    }

    @Override
    public Stage stage() {
        return Stage.WEB_SOCKET;
    }

    @Override
    public Future<?> addTo(Channel channel) {
        if (exposed && !webSocket.headers().isEmpty()) {
            LOG.warn(
                    "The headers {} of the request for a WebSocket go in clear to {}; anybody on the way can read them",
                    webSocket.headers().keySet(),
                    peer);
        }
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
        if (uri.getHost() == null) {
            nameHost(headers);
        }
        return headers;
    }

    // A URI has no form for some names that DNS has, such as those with an underscore, and tells no host to make these
    // of.
    private void nameHost(HttpHeaders headers) {
        String host = uri.getRawAuthority();
        if (!headers.contains(HttpHeaderNames.HOST)) {
            headers.set(HttpHeaderNames.HOST, host);
        }
        if (!headers.contains(HttpHeaderNames.ORIGIN)) {
            headers.set(HttpHeaderNames.ORIGIN, (uri.getScheme().equals("wss") ? "https://" : "http://") + host);
        }
    }

    private static String text(Secret value) {
        return new String(value.reveal());
    }
}
