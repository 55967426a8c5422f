package io.amqpjms.engine.internal.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Looks at the first bytes of a line, which tell clear text from TLS (RFC 8446 §5.1): a peer that speaks the other one would
 * not be understood, and might wait for ever. Loop-confined; leaves with the first read.
 */
final class FirstBytes extends ChannelInboundHandlerAdapter {
    private static final int FIRST_TYPE = 20;
    private static final int ALERT = 21;
    private static final int LAST_TYPE = 24;
    private static final int MAJOR_VERSION = 3;

    private final Predicate<ByteBuf> wrong;
    private final IOException told;
    private final Consumer<IOException> failure;

    private FirstBytes(Predicate<ByteBuf> wrong, String told, Consumer<IOException> failure) {
        this.wrong = wrong;
        this.told = new IOException(told);
        this.failure = failure;
    }

    /** For a line in clear text: a peer that speaks TLS answers the greeting of AMQP with an alert. */
    static FirstBytes inClearText(Consumer<IOException> failure) {
        return new FirstBytes(
                first -> byteAt(first, 0) == ALERT && byteAt(first, 1) == MAJOR_VERSION,
                "that port speaks TLS, which amqp:// does not: use amqps://",
                failure);
    }

    /** For a line that is to have TLS: a peer in clear text answers with what is no record of it, such as its own greeting. */
    static FirstBytes ofTls(Consumer<IOException> failure) {
        return new FirstBytes(
                first -> byteAt(first, 0) < FIRST_TYPE || byteAt(first, 0) > LAST_TYPE,
                "that port answered in clear text, so it does not speak TLS: use the port for TLS, or amqp://",
                failure);
    }

    private static int byteAt(ByteBuf first, int index) {
        return first.readableBytes() > index ? first.getUnsignedByte(first.readerIndex() + index) : -1;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf first && first.isReadable() && wrong.test(first)) {
            ReferenceCountUtil.release(message);
            failure.accept(told);
            context.close();
            return;
        }
        context.pipeline().remove(this);
        context.fireChannelRead(message);
    }
}
