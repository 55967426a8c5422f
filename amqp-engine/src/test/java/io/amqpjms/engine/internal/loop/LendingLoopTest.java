package io.amqpjms.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.LoopGuest;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A loop that a waiting thread drives: it leads when it comes often and alone, and nothing is lost while it is away. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LendingLoopTest {
    private final PlantedSockets.Factory factory = new PlantedSockets.Factory();
    private final LendingLoops threads = new LendingLoops(1, new DefaultThreadFactory("own", true), factory);
    private final LendingLoop lending = (LendingLoop) threads.next();
    private final PlantedSockets sockets = factory.made();
    private final Loop loop = new Loop(lending, NioSocketChannel.class);
    private final LoopGuest guest = new Guest(loop, lending, () -> 0);

    @BeforeEach
    void connect() throws Exception {
        lending.register(new PlantedSockets.Channel()).get(10, TimeUnit.SECONDS);
        guest.enter();
    }

    @AfterEach
    void end() {
        assertThat(threads.shutdownGracefully(0, 10, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS))
                .isTrue();
    }

    @Test
    void whoComesOftenReceivesOnItsOwnThread() {
        Thread on;
        do {
            becomeGuest();
            on = receivedOn();
            // A machine that stands still for a millisecond has the loop taken back.
        } while (on != Thread.currentThread());
    }

    @Test
    void whoComesSeldomDoesNotLead() {
        AtomicReference<Long> now = new AtomicReference<>(0L);
        Guest seldom = new Guest(loop, lending, now::get);
        for (int i = 0; i < 100; i++) {
            now.set(now.get() + TimeUnit.MILLISECONDS.toNanos(2));
            seldom.lead(() -> false);
        }
        assertThat(lending.isLentToCaller(loop)).isFalse();
    }

    @Test
    void nobodyLeadsWhileAnotherWaits() {
        LoopGuest other = loop.guest();
        other.enter();
        for (int i = 0; i < 1000; i++) {
            guest.lead(() -> false);
        }
        assertThat(lending.isLentToCaller(loop)).isFalse();
        other.leave();
        becomeGuest();
    }

    @Test
    void aSecondConnectionHasTheLoopTakenBack() throws Exception {
        becomeGuest();
        lending.register(new PlantedSockets.Channel()).get(10, TimeUnit.SECONDS);
        guest.lead(() -> true);
        awaitTakenBack();
        for (int i = 0; i < 1000; i++) {
            guest.lead(() -> false);
        }
        assertThat(lending.isLentToCaller(loop)).isFalse();
    }

    @Test
    void anotherThatComesToWaitHasTheLoopTakenBack() {
        becomeGuest();
        loop.guest().enter();
        guest.lead(() -> true);
        awaitTakenBack();
    }

    @Test
    void whatTheGuestHandsOverLeavesWithItsNextTerm() {
        AtomicReference<@Nullable Thread> ran = new AtomicReference<>();
        // A machine that stands still for a millisecond has it run elsewhere.
        while (ran.get() != Thread.currentThread()) {
            becomeGuest();
            loop.execute(() -> ran.set(Thread.currentThread()));
            guest.lead(() -> true);
        }
    }

    @Test
    void whatTheGuestHandsOverLeavesThoughItStaysAway() throws Exception {
        becomeGuest();
        CompletableFuture<Thread> ran = new CompletableFuture<>();
        loop.execute(() -> ran.complete(Thread.currentThread()));
        assertThat(ran.get(10, TimeUnit.SECONDS).getName()).startsWith("own");
    }

    @Test
    void whoHandsOverMuchWithoutAWaitLeadsNoMore() {
        becomeGuest();
        for (int i = 0; i < 5; i++) {
            loop.execute(() -> {});
        }
        awaitTakenBack();
    }

    @Test
    void anotherThreadIsServedWhileTheGuestIsAway() throws Exception {
        becomeGuest();
        CompletableFuture<Void> ran = new CompletableFuture<>();
        CompletableFuture.runAsync(() -> loop.execute(() -> ran.complete(null))).get(10, TimeUnit.SECONDS);
        ran.get(10, TimeUnit.SECONDS);
    }

    @Test
    void anotherThreadIsServedThoughTheGuestHasLeftSomethingBefore() throws Exception {
        becomeGuest();
        List<String> ran = new ArrayList<>();
        CompletableFuture<Void> over = new CompletableFuture<>();
        loop.execute(() -> ran.add("guest"));
        CompletableFuture.runAsync(() -> loop.execute(() -> over.complete(null)))
                .get(10, TimeUnit.SECONDS);
        over.get(10, TimeUnit.SECONDS);
        assertThat(ran).containsExactly("guest");
    }

    @Test
    void anotherThreadIsServedByAGuestThatWaits() throws Exception {
        becomeGuest();
        AtomicBoolean ran = new AtomicBoolean();
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> loop.execute(() -> ran.set(true)));
        while (!ran.get()) {
            guest.lead(ran::get);
        }
        other.get(10, TimeUnit.SECONDS);
        awaitTakenBack();
    }

    @Test
    void whatTheGuestHandsToAnotherConnectionIsNotLeftBehind() throws Exception {
        Loop other = new Loop(lending, NioSocketChannel.class);
        CompletableFuture<Void> ran = new CompletableFuture<>();
        becomeGuest();
        other.execute(() -> ran.complete(null));
        ran.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aGuestOfOneConnectionBecomesOneOfAnother() {
        Loop other = new Loop(lending, NioSocketChannel.class);
        LoopGuest there = new Guest(other, lending, () -> 0);
        there.enter();
        becomeGuest();
        while (!lending.isLentToCaller(other)) {
            there.lead(() -> lending.isLentToCaller(other));
        }
    }

    @Test
    void aFailingWriteAfterTheLoopWasTakenBackDoesNotEndIt() throws Exception {
        AtomicBoolean failed = new AtomicBoolean();
        loop.endOfBatch(() -> {
            if (failed.compareAndSet(false, true)) {
                throw new AssertionError("planted");
            }
        });
        becomeGuest();
        loop.execute(() -> {});
        awaitTakenBack();
        CompletableFuture<Void> ran = new CompletableFuture<>();
        loop.execute(() -> ran.complete(null));
        ran.get(10, TimeUnit.SECONDS);
        assertThat(failed).isTrue();
    }

    @Test
    void aWaitThatIsNeverOverIsLeftToItsOwnBound() {
        becomeGuest();
        guest.lead(() -> false);
        awaitTakenBack();
    }

    @Test
    void anInterruptIsLeftToTheWait() {
        becomeGuest();
        Thread.currentThread().interrupt();
        guest.lead(() -> false);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whoLeadsDoesNotLeadWithinThat() {
        becomeGuest();
        AtomicBoolean over = new AtomicBoolean();
        sockets.arrive(() -> {
            guest.lead(() -> false);
            over.set(true);
        });
        while (!over.get()) {
            guest.lead(over::get);
        }
    }

    @Test
    void aFailureOfTheLoopTakesItBackAndIsNotTheGuests() throws Exception {
        AtomicBoolean failed = new AtomicBoolean();
        while (!failed.get()) {
            becomeGuest();
            sockets.arrive(() -> fail(failed));
            guest.lead(failed::get);
        }
        awaitTakenBack();
        assertThat(receivedOn()).isNotNull();
    }

    @Test
    void aLoopEndsThoughItIsLent() throws Exception {
        becomeGuest();
        threads.shutdownGracefully(0, 10, TimeUnit.SECONDS);
        guest.lead(() -> false);
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        guest.lead(() -> false);
    }

    @Test
    void aTimerFiresWhileTheGuestIsAway() throws Exception {
        becomeGuest();
        CompletableFuture<Void> fired = new CompletableFuture<>();
        loop.schedule(Duration.ofMillis(1), () -> fired.complete(null));
        fired.get(10, TimeUnit.SECONDS);
    }

    private void fail(AtomicBoolean failed) {
        // On the own thread it would end the loop.
        if (lending.isLentToCaller(loop)) {
            failed.set(true);
            throw new AssertionError("planted");
        }
    }

    /** Comes until it leads, and lets the loop be away from its own thread. */
    private void becomeGuest() {
        while (!lending.isLentToCaller(loop)) {
            guest.lead(this::isLent);
        }
    }

    private boolean isLent() {
        return lending.isLentToCaller(loop);
    }

    private @Nullable Thread receivedOn() {
        AtomicReference<@Nullable Thread> on = new AtomicReference<>();
        sockets.arrive(() -> on.set(Thread.currentThread()));
        while (on.get() == null) {
            guest.lead(() -> on.get() != null);
        }
        return on.get();
    }

    private void awaitTakenBack() {
        Awaitility.await().pollInSameThread().until(() -> !lending.isLentToCaller(loop));
    }
}
