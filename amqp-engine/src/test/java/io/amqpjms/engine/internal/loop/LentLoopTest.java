package io.amqpjms.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.LoopGuest;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads at a loop that is lent and taken back all the time: each task runs once, in order, and no two at a time. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LentLoopTest {
    private static final int TASKS = 20_000;

    private final PlantedSockets.Factory factory = new PlantedSockets.Factory();
    private final LendingLoops threads = new LendingLoops(1, new DefaultThreadFactory("own", true), factory);
    private final LendingLoop lending = (LendingLoop) threads.next();
    private final Loop loop = new Loop(lending, NioSocketChannel.class);
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicInteger overlaps = new AtomicInteger();
    private final AtomicInteger unordered = new AtomicInteger();
    private final AtomicInteger lent = new AtomicInteger();
    /** Guarded by nothing but the loop. */
    private int ran;

    @AfterEach
    void end() {
        assertThat(threads.shutdownGracefully(0, 10, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS))
                .isTrue();
    }

    @Test
    void eachTaskRunsOnceAndAlone() throws Exception {
        lending.register(new PlantedSockets.Channel()).get(10, TimeUnit.SECONDS);
        Thread[] others = {new Thread(this::lead), new Thread(this::waitForEach), new Thread(this::handOverAll)};
        for (Thread other : others) {
            other.start();
        }
        for (Thread other : others) {
            other.join();
        }
        AtomicInteger total = new AtomicInteger(-1);
        loop.execute(() -> total.set(ran));
        while (total.get() < 0) {
            Thread.onSpinWait();
        }
        assertThat(total).hasValue(3 * TASKS);
        assertThat(overlaps).hasValue(0);
        assertThat(unordered).hasValue(0);
        assertThat(lent).hasPositiveValue();
    }

    private void lead() {
        LoopGuest guest = new Guest(loop, lending, () -> 0);
        guest.enter();
        waitForEach(guest::lead);
    }

    private void waitForEach() {
        waitForEach(task -> {});
    }

    private void waitForEach(Consumer<BooleanSupplier> beforeTheWait) {
        AtomicInteger last = new AtomicInteger(-1);
        for (int i = 0; i < TASKS; i++) {
            int number = i;
            loop.execute(() -> run(last, number));
            beforeTheWait.accept(() -> last.get() >= number);
            if (lending.isLentToCaller(loop)) {
                lent.incrementAndGet();
            }
            while (last.get() < number) {
                Thread.onSpinWait();
            }
        }
    }

    private void handOverAll() {
        AtomicInteger last = new AtomicInteger(-1);
        for (int i = 0; i < TASKS; i++) {
            int number = i;
            loop.execute(() -> run(last, number));
        }
    }

    private void run(AtomicInteger last, int number) {
        if (!busy.compareAndSet(false, true)) {
            overlaps.incrementAndGet();
        }
        if (!last.compareAndSet(number - 1, number)) {
            unordered.incrementAndGet();
        }
        ran++;
        busy.set(false);
    }
}
