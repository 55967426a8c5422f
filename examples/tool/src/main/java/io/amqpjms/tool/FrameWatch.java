package io.amqpjms.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects the frames that the engine logs, until it is closed. For any thread. */
final class FrameWatch implements AutoCloseable {
    /** What a connection URL needs, so that its frames are logged, without the messages in them. */
    static final String OPTIONS = "amqp.traceFrames=true&amqp.traceFramesPayloadLimit=0";

    /** Held, since the log manager forgets a logger that nobody holds. */
    private static final Logger FRAMES = Logger.getLogger("io.amqpjms.engine.FRAMES");

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final @Nullable Level before = FRAMES.getLevel();
    private final boolean passedOn = FRAMES.getUseParentHandlers();
    private final Handler collector = new Handler() {
        @Override
        public void publish(LogRecord record) {
            lines.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private FrameWatch() {}

    static FrameWatch begin() {
        FrameWatch watch = new FrameWatch();
        FRAMES.addHandler(watch.collector);
        FRAMES.setUseParentHandlers(false);
        FRAMES.setLevel(Level.FINEST);
        return watch;
    }

    /** The frames since the last call, in their order. */
    List<Frame> take() {
        List<String> taken = new ArrayList<>();
        for (String line = lines.poll(); line != null; line = lines.poll()) {
            taken.add(line);
        }
        return taken.stream().map(Frame::of).flatMap(Stream::ofNullable).toList();
    }

    @Override
    public void close() {
        FRAMES.removeHandler(collector);
        FRAMES.setUseParentHandlers(passedOn);
        FRAMES.setLevel(before);
    }
}
