package io.amqpjms.engine.internal.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Hears the answer to the request for a WebSocket, and turns bytes into its binary messages and back (RFC 6455).
 * Loop-confined.
 */
final class WebSocketHandler extends ChannelDuplexHandler {
    // Brokers take 64 KiB in one message unless told otherwise, some a byte less; AMQP frames may be cut anywhere.
    private static final int LARGEST_WRITE = 32_768;

    private final WebSocketClientHandshaker handshaker;
    private final ChannelPromise upgraded;
    private boolean saidGoodbye;

    WebSocketHandler(WebSocketClientHandshaker handshaker, ChannelPromise upgraded) {
        this.handshaker = handshaker;
        this.upgraded = upgraded;
    }

    ChannelPromise upgraded() {
        return upgraded;
    }

    void fail(Throwable cause) {
        upgraded.tryFailure(cause);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpResponse response && !upgraded.isDone()) {
            answered(context, response);
        } else if (message instanceof BinaryWebSocketFrame frame) {
            context.fireChannelRead(frame.content());
            return;
        } else if (message instanceof ContinuationWebSocketFrame frame) {
            context.fireChannelRead(frame.content());
            return;
        } else if (message instanceof PingWebSocketFrame ping) {
            context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
        } else if (message instanceof CloseWebSocketFrame close) {
            closedByPeer(context, close);
        } else if (message instanceof TextWebSocketFrame) {
            context.fireExceptionCaught(
                    new IOException("the peer sent a text message over the WebSocket, which AMQP" + " has no use for"));
        }
        ReferenceCountUtil.release(message);
    }

    private void answered(ChannelHandlerContext context, HttpResponse response) {
        if (!response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            fail(new IOException(refusal(response)));
            return;
        }
        DefaultFullHttpResponse whole = new DefaultFullHttpResponse(
                response.protocolVersion(),
                response.status(),
                context.alloc().buffer(0),
                response.headers(),
                response.headers());
        try {
            handshaker.finishHandshake(context.channel(), whole);
            upgraded.trySuccess();
        } catch (WebSocketHandshakeException e) {
            fail(new IOException(misunderstanding(response, e), e));
        } finally {
            whole.release();
        }
    }

    private static String refusal(HttpResponse response) {
        String status = "the server answered '" + response.status() + "' to the request for a WebSocket";
        String elsewhere = response.headers().get(HttpHeaderNames.LOCATION);
        if (elsewhere != null) {
            // What a redirect names is not where the application wanted its credentials to go.
            return status + " and points to " + withoutQuery(elsewhere) + ", which is not followed: connect there"
                    + " instead if that is right";
        }
        int code = response.status().code();
        return code == 401 || code == 403
                ? status + ": it wants a login of its own, such as an Authorization header"
                : status;
    }

    private static String misunderstanding(HttpResponse response, WebSocketHandshakeException cause) {
        @Nullable String chosen = response.headers().get(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
        return WebSocketLayer.SUBPROTOCOL.equals(chosen)
                ? "the server's answer to the request for a WebSocket is wrong: " + cause.getMessage()
                : "the server opened a WebSocket for "
                        + (chosen == null ? "no subprotocol" : "the subprotocol '" + chosen + "'") + " instead of '"
                        + WebSocketLayer.SUBPROTOCOL + "'";
    }

    private static String withoutQuery(String url) {
        int question = url.indexOf('?');
        return question < 0 ? url : url.substring(0, question);
    }

    private static void closedByPeer(ChannelHandlerContext context, CloseWebSocketFrame close) {
        if (close.statusCode() != WebSocketCloseStatus.NORMAL_CLOSURE.code() && close.statusCode() >= 0) {
            context.fireExceptionCaught(new IOException("the peer closed the WebSocket with status "
                    + close.statusCode()
                    + (close.reasonText().isEmpty() ? "" : " (" + close.reasonText() + ")")));
        } else {
            context.close();
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (!(message instanceof ByteBuf bytes)) {
            context.write(message, promise);
            return;
        }
        while (bytes.readableBytes() > LARGEST_WRITE) {
            context.write(
                    new BinaryWebSocketFrame(bytes.readRetainedSlice(LARGEST_WRITE)),
                    context.channel().voidPromise());
        }
        context.write(new BinaryWebSocketFrame(bytes), promise);
    }

    /** Says that nothing follows; the peer then closes the channel (RFC 6455 §7.1.1). */
    void sayGoodbye(Channel channel) {
        if (upgraded.isSuccess() && !saidGoodbye && channel.isActive()) {
            saidGoodbye = true;
            channel.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE));
        }
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        sayGoodbye(context.channel());
        context.close(promise);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(new IOException("the server hung up instead of answering the request for a WebSocket"));
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!upgraded.tryFailure(cause)) {
            context.fireExceptionCaught(cause);
        }
    }
}
