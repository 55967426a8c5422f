package io.amqpjms.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What leaves with which write: a batch ends with one. */
class LoopTest {
    private final MultiThreadIoEventLoopGroup threads = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop thread = threads.next();
    private final Loop loop = new Loop(thread, NioSocketChannel.class);
    private final List<String> done = new CopyOnWriteArrayList<>();

    @BeforeEach
    void noteTheEndOfEachBatch() {
        loop.endOfBatch(() -> done.add("write"));
    }

    @AfterEach
    void end() {
        assertThat(threads.shutdownGracefully(0, 10, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS))
                .isTrue();
    }

    @Test
    void whatATaskHandsOverLeavesWithTheSameWrite() throws Exception {
        loop.execute(() -> {
            done.add("commit");
            loop.execute(() -> done.add("acknowledge"));
            loop.execute(() -> done.add("discharge"));
        });
        awaitIdle();
        assertThat(done).containsExactly("commit", "acknowledge", "discharge", "write");
    }

    @Test
    void tasksThatEachHandOverOneMoreHoldUpNoWrite() throws Exception {
        loop.execute(() -> again(4));
        awaitIdle();
        assertThat(done).containsExactly("4", "3", "2", "write", "1", "0", "write");
    }

    @Test
    void aTaskThatFailsTakesNoOtherAlong() throws Exception {
        loop.execute(() -> {
            loop.execute(() -> {
                throw new AssertionError("planted");
            });
            loop.execute(() -> done.add("after"));
        });
        awaitIdle();
        assertThat(done).containsExactly("after", "write");
    }

    @Test
    void aTimerThatFailsEndsItsBatchAllTheSame() throws Exception {
        loop.schedule(Duration.ZERO, () -> {
            throw new AssertionError("planted");
        });
        loop.schedule(Duration.ofMillis(1), () -> done.add("later"));
        Awaitility.await().until(() -> done.size() == 3);
        assertThat(done).containsExactly("write", "later", "write");
    }

    private void again(int left) {
        done.add(Integer.toString(left));
        if (left > 0) {
            loop.execute(() -> again(left - 1));
        }
    }

    /** The thread's own queue is worked off in order, so each of these comes after what was in it. */
    private void awaitIdle() throws Exception {
        for (int turn = 0; turn < 10; turn++) {
            CompletableFuture<Void> reached = new CompletableFuture<>();
            thread.execute(() -> reached.complete(null));
            reached.get(10, TimeUnit.SECONDS);
        }
    }
}
