package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.LoopGuest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who calls listeners, when, and how many at a time. */
class DispatcherTest {
    private final ListenerThreads threads = new ListenerThreads("test", 2, false);

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void busySessionsOnSharedThreadsKeepNobodyWaiting() {
        Dispatcher[] busy =
                Stream.generate(() -> dispatcher(threads, () -> true)).limit(2).toArray(Dispatcher[]::new);
        CountDownLatch served = new CountDownLatch(1);
        Dispatcher late = dispatcher(threads, () -> {
            served.countDown();
            return false;
        });
        await().until(() -> served.getCount() == 0);
        late.close(Deadline.NEVER);
        Stream.of(busy).forEach(each -> each.close(Deadline.NEVER));
    }

    @Test
    void sessionOnSharedThreadsIsNeverOnTwoAtOnce() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger calls = new AtomicInteger();
        Dispatcher dispatcher = dispatcher(threads, () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            inside.decrementAndGet();
            return calls.incrementAndGet() % 3 != 0;
        });
        IntStream.range(0, 2).parallel().forEach(thread -> {
            while (calls.get() < 20_000) {
                dispatcher.signal();
            }
        });
        dispatcher.close(Deadline.NEVER);
        assertThat(most).hasValue(1);
    }

    @Test
    void sharedThreadsAreNoMoreThanAsked() {
        Set<Thread> used = ConcurrentHashMap.newKeySet();
        CountDownLatch two = new CountDownLatch(2);
        AtomicInteger calls = new AtomicInteger();
        Dispatcher[] many = Stream.generate(() -> dispatcher(threads, () -> {
                    used.add(Thread.currentThread());
                    two.countDown();
                    awaitUninterruptibly(two);
                    calls.incrementAndGet();
                    return false;
                }))
                .limit(100)
                .toArray(Dispatcher[]::new);
        await().until(() -> calls.get() >= 100);
        Stream.of(many).forEach(each -> each.close(Deadline.NEVER));
        assertThat(used).hasSize(2);
    }

    @Test
    void whoWaitsForQuietWaitsForOneCallOnly() throws Exception {
        ListenerThreads own = new ListenerThreads("test", 0, false);
        Dispatcher busy = dispatcher(own, () -> true);
        FutureTask<Void> waiting = new FutureTask<>(busy::awaitQuiet, null);
        new Thread(waiting, "waits for quiet").start();
        waiting.get(5, TimeUnit.SECONDS);
        busy.close(Deadline.NEVER);
    }

    @Test
    void whoIsClosedWaitsNoMore() {
        AtomicInteger waiting = new AtomicInteger();
        LoopGuest counted = new LoopGuest() {
            @Override
            public void enter() {
                waiting.incrementAndGet();
            }

            @Override
            public void leave() {
                waiting.decrementAndGet();
            }

            @Override
            public void lead(BooleanSupplier done) {}
        };
        Dispatcher dispatcher = new Dispatcher(threads.forMessages("test"), counted);
        dispatcher.add(() -> false);
        dispatcher.add(() -> false);
        assertThat(waiting).hasValue(1);
        dispatcher.close(Deadline.NEVER);
        assertThat(waiting).hasValue(0);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupt) {
            throw new AssertionError("waiting for the other thread", interrupt);
        }
    }

    private static Dispatcher dispatcher(ListenerThreads on, Dispatcher.Source source) {
        Dispatcher dispatcher = new Dispatcher(on.forMessages("test"), LoopGuest.NONE);
        dispatcher.start();
        dispatcher.add(source);
        return dispatcher;
    }
}
