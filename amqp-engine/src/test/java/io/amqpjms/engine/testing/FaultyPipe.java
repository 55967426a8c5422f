package io.amqpjms.engine.testing;

import io.amqpjms.engine.testing.Faults.Direction;
import io.amqpjms.engine.testing.Faults.Limit;
import io.amqpjms.engine.testing.Faults.Way;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** One way of a {@link FaultyLine}: reads from one socket and writes to the other. Lives on the proxy's thread. */
final class FaultyPipe extends ChannelInboundHandlerAdapter {
    private static final int MOST_WAITING = 1 << 20;
    private static final int PIECES_PER_SECOND = 50;

    private final FaultyLine line;
    private final Direction direction;
    private final SocketChannel from;
    private final SocketChannel to;
    private final Deque<Step> waiting = new ArrayDeque<>();
    private long passed;
    private int bytesWaiting;
    private long lastDue = System.nanoTime();
    private boolean limitReached;
    private boolean lossy;
    private boolean atEnd;

    /** What is done when its time has come: bytes are written first. */
    private record Step(long due, ByteBuf bytes, Runnable action) {}

    FaultyPipe(FaultyLine line, Direction direction, SocketChannel from, SocketChannel to) {
        this.line = line;
        this.direction = direction;
        this.from = from;
        this.to = to;
    }

    SocketChannel from() {
        return from;
    }

    boolean isAtEnd() {
        return atEnd;
    }

    /** Reads on if nothing is in the way; to be called when that may have changed. */
    void read() {
        reachLimit();
        boolean stalled = way().limit() == Limit.STALL && room() == 0;
        from.config().setAutoRead(!stalled && bytesWaiting < MOST_WAITING && to.isWritable());
    }

    /** Forgets what waits. */
    void discard() {
        waiting.forEach(step -> step.bytes().release());
        waiting.clear();
    }

    /**
     * The line is over: says so to the server, if it is this way that goes there, and lets it close. Cutting it off would
     * only make it stumble over what it was about to write.
     */
    void hangUpOn(SocketChannel client) {
        if (from == client) {
            endStream();
        } else if (atEnd) {
            from.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        } else {
            from.config().setAutoRead(true);
        }
    }

    private Way way() {
        return line.proxy().faults().way(direction);
    }

    private long room() {
        return Math.max(0, way().bytes() - passed);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (line.isOver()) {
            in.release();
            return;
        }
        try {
            // Where bytes were lost, none may follow: no network lets a line live on with a gap.
            int passing = lossy ? 0 : (int) Math.min(room(), in.readableBytes());
            passed += passing;
            lossy = passing < in.readableBytes();
            line.proxy().counter(direction).addAndGet(passing);
            pass(in.readSlice(passing));
        } finally {
            in.release();
        }
        read();
    }

    private void pass(ByteBuf bytes) {
        Way way = way();
        int largest = (int) Math.max(1, Math.min(way.chunk(), way.bytesPerSecond() / PIECES_PER_SECOND));
        while (bytes.isReadable()) {
            await(bytes.readRetainedSlice(Math.min(largest, bytes.readableBytes())), () -> {});
        }
        advance();
    }

    // In order, delayed, and at the pace that is allowed.
    private void await(ByteBuf bytes, Runnable action) {
        Way way = way();
        int size = bytes.readableBytes();
        boolean free = way.bytesPerSecond() == Long.MAX_VALUE;
        long pace = free ? 0 : size * TimeUnit.SECONDS.toNanos(1) / way.bytesPerSecond();
        lastDue = Math.max(System.nanoTime() + way.delay().toNanos(), lastDue) + pace;
        bytesWaiting += size;
        waiting.add(new Step(lastDue, bytes, action));
    }

    private void advance() {
        for (Step step = waiting.peek(); step != null; step = waiting.peek()) {
            long wait = step.due() - System.nanoTime();
            if (wait > 0) {
                from.eventLoop().schedule(this::advance, wait, TimeUnit.NANOSECONDS);
                return;
            }
            waiting.remove();
            bytesWaiting -= step.bytes().readableBytes();
            to.writeAndFlush(step.bytes());
            step.action().run();
        }
        line.readOn();
    }

    private void reachLimit() {
        if (room() > 0 || limitReached) {
            return;
        }
        switch (way().limit()) {
            case CUT -> endWith(() -> line.close(false));
            case RESET -> endWith(() -> line.close(true));
            case HALF_CLOSE -> endWith(this::endStream);
            case SWALLOW, STALL -> {
                // Seen to with each read.
            }
        }
    }

    private void endWith(Runnable ending) {
        limitReached = true;
        await(Unpooled.EMPTY_BUFFER, ending);
        advance();
    }

    private void endStream() {
        to.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> to.shutdownOutput());
    }

    // It is the other pipe that writes to this channel.
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        line.readOn();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            sourceEnded();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        sourceEnded();
    }

    private void sourceEnded() {
        if (line.isOver()) {
            from.close();
        } else if (!atEnd) {
            await(Unpooled.EMPTY_BUFFER, () -> {
                atEnd = true;
                endStream();
                line.sourceEnded();
            });
            advance();
        }
    }

    // A reset on one side is a reset on the other.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        line.close(true);
    }
}
