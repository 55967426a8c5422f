package io.amqpjms.benchmarks.floor;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.engine.Collector;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.Session;
import org.apache.qpid.proton.engine.Transport;
import org.apache.qpid.proton.engine.impl.TransportImpl;

/** A connection with one session: a Netty channel and proton-j, nothing between them. Loop-confined after its start. */
final class FloorLine extends ChannelInboundHandlerAdapter implements AutoCloseable {
    private static final int FRAME = 1 << 20;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Connection connection = Proton.connection();
    private final Session session = connection.session();
    private final Transport transport = Proton.transport();
    private final Collector collector = Proton.collector();
    private final Consumer<Event> onEvent;
    private final Runnable onWritable;
    private final CountDownLatch opened = new CountDownLatch(1);
    private final Channel channel;

    FloorLine(URI uri, Consumer<Event> onEvent, Runnable onWritable) throws InterruptedException {
        this.onEvent = onEvent;
        this.onWritable = onWritable;
        transport.setMaxFrameSize(FRAME);
        transport.sasl().client();
        transport.sasl().setMechanisms("ANONYMOUS");
        transport.setEmitFlowEventOnSend(false);
        ((TransportImpl) transport).setUseReadOnlyOutputBuffer(false);
        connection.setContainer("floor");
        connection.setHostname(uri.getHost());
        connection.collect(collector);
        transport.bind(connection);
        connection.open();
        session.open();
        this.channel = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .handler(this)
                .connect(uri.getHost(), uri.getPort())
                .sync()
                .channel();
        channel.eventLoop().execute(this::pump);
        if (!opened.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The peer did not open");
        }
    }

    Session session() {
        return session;
    }

    void execute(Runnable task) {
        channel.eventLoop().execute(task);
    }

    boolean writable() {
        return channel.isWritable();
    }

    void pump() {
        dispatch();
        int pending;
        while ((pending = transport.pending()) > 0) {
            ByteBuf out = channel.alloc().ioBuffer(pending);
            out.writeBytes(transport.head());
            transport.pop(pending);
            channel.write(out, channel.voidPromise());
        }
        channel.flush();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        while (in.isReadable()) {
            ByteBuffer tail = transport.tail();
            int length = Math.min(in.readableBytes(), tail.remaining());
            tail.limit(tail.position() + length);
            in.readBytes(tail);
            transport.process();
            dispatch();
        }
        in.release();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        pump();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            context.executor().execute(onWritable);
        }
    }

    private void dispatch() {
        Event event;
        while ((event = collector.peek()) != null) {
            if (event.getType() == Event.Type.SESSION_REMOTE_OPEN) {
                opened.countDown();
            }
            onEvent.accept(event);
            collector.pop();
        }
    }

    @Override
    public void close() {
        channel.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
