package io.amqpjms.engine.internal.transport;

import io.amqpjms.engine.Stage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.apache.qpid.proton.engine.Collector;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.TransportException;
import org.apache.qpid.proton.engine.impl.TransportImpl;
import org.jspecify.annotations.Nullable;

/**
 * One line to the peer: moves bytes between a Netty channel and a proton-j transport, and decides nothing. Loop-confined.
 *
 * <p>Bytes are written as long as the channel is writable; what is left stays in the transport until it is again. So a
 * peer that does not read fills neither the channel's queue nor the heap.
 */
public final class Wire extends ChannelInboundHandlerAdapter {
    /** What a pipeline knows a wire by. */
    static final String NAME = "wire";

    /**
     * The mark in the channel of a transfer that the protocol engine writes without its payload, which {@link
     * PayloadPath#nextPayload} has. No channel has such a number.
     */
    public static final int PAYLOAD_FOLLOWS = 0x8000;

    private final TransportImpl transport;
    private final PayloadPath payloads;
    private final Collector collector;
    private final WireListener listener;
    private final FrameCutter cutter;
    private final FrameSplicer splicer;
    private @Nullable Channel channel;
    private boolean pumping;
    private boolean lost;
    private boolean deaf;
    /** Whether the channel took less than there was, so that the rest waits for it. */
    private boolean unwritten;

    private Ending ending = Ending.NONE;

    /** What follows once everything is written. */
    private enum Ending {
        NONE,
        CLOSE,
        HALF_CLOSE,
        AWAIT_PEER
    }

    /**
     * A wire without a channel yet.
     *
     * @param headers how many protocol headers the peer sends: two if it is logged in to, else one
     */
    public Wire(
            TransportImpl transport, PayloadPath payloads, Collector collector, int headers, WireListener listener) {
        this.transport = transport;
        this.payloads = payloads;
        this.collector = collector;
        this.listener = listener;
        this.cutter = new FrameCutter(transport.getMaxFrameSize(), headers, new Incoming());
        this.splicer = new FrameSplicer(transport, payloads::nextPayload);
    }

    /** The channel stands and, where asked for, is secured. */
    public void connected(Channel connected) {
        channel = connected;
        listener.onConnected();
        pump();
    }

    /** The channel never came to stand. */
    void failed(Stage stage, Throwable cause) {
        lose(stage, cause);
    }

    /** Closes the channel; {@link WireListener#onLost} follows if it has not come yet. */
    public void close() {
        if (channel == null) {
            lose(Stage.TCP, null);
        } else {
            channel.close();
        }
    }

    /** Closes the channel as soon as what the protocol engine has to say is written. */
    public void finish() {
        ending = Ending.CLOSE;
    }

    /**
     * Says the last word as soon as everything is written, and leaves it to the peer to close the channel: a broker that
     * has done so has let go of all that hung on the connection, such as its identity.
     */
    public void finishAfterPeer() {
        ending = Ending.HALF_CLOSE;
    }

    /** Whether the line is secured by TLS and the peer asked for, and got, a certificate of this side. */
    public boolean showedCertificate() {
        SSLSession tls = tlsSession();
        return tls != null && tls.getLocalPrincipal() != null;
    }

    /** What secures the line, or null if it is in clear text or does not stand yet. */
    public @Nullable SSLSession tlsSession() {
        SslHandler tls = channel == null ? null : channel.pipeline().get(SslHandler.class);
        return tls == null ? null : tls.engine().getSession();
    }

    /** Writes what the protocol engine has to say, asks for more while the channel takes it, and flushes once. */
    public void pump() {
        if (channel == null || pumping || lost) {
            return;
        }
        pumping = true;
        try {
            // The protocol engine walks over all it holds with each write: it gets more when it holds nothing.
            if (unwritten) {
                write(channel);
            }
            boolean moved;
            do {
                moved = !unwritten && listener.handOver();
                dispatch();
                moved |= write(channel);
            } while (moved && !unwritten && listener.hasMore());
            channel.flush();
        } finally {
            pumping = false;
        }
        end(channel);
    }

    private void end(Channel written) {
        switch (ending) {
            case CLOSE -> written.close();
            case HALF_CLOSE -> {
                ending = Ending.AWAIT_PEER;
                halfClose(written);
            }
            case NONE, AWAIT_PEER -> {}
        }
    }

    private static void halfClose(Channel written) {
        WebSocketHandler webSocket = written.pipeline().get(WebSocketHandler.class);
        SslHandler tls = written.pipeline().get(SslHandler.class);
        if (webSocket != null) {
            webSocket.sayGoodbye(written);
        } else if (tls != null) {
            tls.closeOutbound();
        } else if (written instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        } else {
            written.close();
        }
    }

    /** Returns whether there was something to write. */
    private boolean write(Channel to) {
        boolean any = false;
        while (true) {
            unwritten = !writable(to);
            ByteBuf out = unwritten ? null : splicer.next(to.alloc());
            if (out == null) {
                return any;
            }
            to.write(out, to.voidPromise());
            any = true;
        }
    }

    private static boolean writable(Channel to) {
        if (to.isWritable()) {
            return true;
        }
        to.flush();
        return to.isWritable();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (deaf) {
            in.release();
            return;
        }
        try {
            cutter.read(in);
        } catch (RuntimeException | StackOverflowError e) {
            breakOff(context, e);
        } finally {
            in.release();
        }
    }

    // The protocol engine, and who hears its events, expect frames in good order and values of the right type (AMQP 1.0
    // §2.8.2).
    private void breakOff(ChannelHandlerContext context, Throwable reason) {
        deaf = true;
        TransportException told = reason instanceof TransportException known
                ? known
                : new TransportException("the peer sent what cannot be understood: " + reason, reason);
        try {
            if (told == reason) {
                dispatch();
            }
        } catch (RuntimeException | StackOverflowError again) {
            told.addSuppressed(again);
        } finally {
            context.close();
            lose(Stage.OPENED, told);
        }
    }

    /** Takes what came to the protocol engine, and tells what it makes of it. */
    private final class Incoming implements FrameCutter.Sink {
        @Override
        public void pass(ByteBuf in, int length) {
            int end = in.readerIndex() + length;
            while (in.readerIndex() < end && transport.capacity() > 0) {
                ByteBuffer tail = transport.tail();
                int part = Math.min(end - in.readerIndex(), tail.remaining());
                in.readBytes(tail.array(), tail.arrayOffset() + tail.position(), part);
                tail.position(tail.position() + part);
                transport.process();
                dispatch();
            }
            in.readerIndex(end);
        }

        @Override
        public void pass(byte[] bytes, int length) {
            pass(Unpooled.wrappedBuffer(bytes, 0, length), length);
        }

        @Override
        public void transfer(byte[] frame, int length, byte[] payload) {
            payloads.attach(payload);
            pass(frame, length);
        }

        @Override
        public void tooLarge(long size) {
            // The channel may have more to read before it is closed, and the protocol engine may have half of the size.
            deaf = true;
            transport.closed(new TransportException(
                    "The peer sent a frame of " + size + " bytes; " + transport.getMaxFrameSize() + " is the most"));
            dispatch();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        pump();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            pump();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (channel != null) {
            lose(Stage.OPENED, null);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
        // Before the line stands, who secures it tells what went wrong, and in which stage.
        if (channel != null) {
            boolean tls = cause instanceof DecoderException && cause.getCause() instanceof SSLException;
            lose(tls ? Stage.TLS : Stage.OPENED, tls ? cause.getCause() : cause);
        }
    }

    /** Tells what the protocol engine has to tell. */
    public void dispatch() {
        Event event;
        while ((event = collector.peek()) != null) {
            try {
                listener.onEvent(event);
            } finally {
                collector.pop();
            }
        }
    }

    private void lose(Stage stage, @Nullable Throwable cause) {
        if (!lost) {
            lost = true;
            listener.onLost(stage, cause);
        }
    }
}
