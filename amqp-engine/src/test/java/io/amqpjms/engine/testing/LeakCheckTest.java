package io.amqpjms.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeakCheckTest {

    private static volatile CountDownLatch release = new CountDownLatch(0);

    @AfterEach
    void endPlantedThreads() {
        release.countDown();
    }

    @Test
    void threadOfOursThatLivesOnFailsTheClass() {
        assertThat(Rehearsal.failuresOf(LeavesThread.class))
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .hasMessageContaining("LeavesThread leaves behind a live thread: amqpjms-planted")
                        .hasMessageContaining("at java.base"));
    }

    @Test
    void threadIsBlamedOnTheClassThatLeftIt() {
        assertThat(Rehearsal.failuresOf(LeavesThread.class)).hasSize(1);
        assertThat(Rehearsal.failuresOf(LeavesNothing.class)).isEmpty();
    }

    @Test
    void bufferNobodyReleasedFailsTheClass() {
        assertThat(Rehearsal.failuresOf(LeavesBuffer.class))
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .hasMessageContaining("LeavesBuffer leaves behind a buffer nobody released")
                        .hasMessageContaining("LeakCheckTest$LeavesBuffer.leaves"));
    }

    @Test
    void classThatCleansUpPasses() {
        assertThat(Rehearsal.failuresOf(LeavesNothing.class)).isEmpty();
    }

    static class LeavesThread {

        @Test
        void leaves() {
            CountDownLatch latch = new CountDownLatch(1);
            release = latch;
            Thread planted = new Thread(() -> await(latch), "amqpjms-planted");
            planted.setDaemon(true);
            planted.start();
        }
    }

    static class LeavesBuffer {

        @Test
        void leaves() {
            ByteBuf buffer = ByteBufAllocator.DEFAULT.directBuffer(16);
            assertThat(buffer.writeInt(1).readableBytes()).isEqualTo(4);
        }
    }

    static class LeavesNothing {

        @Test
        void leaves() {
            ByteBuf buffer = ByteBufAllocator.DEFAULT.directBuffer(16);
            CountDownLatch latch = new CountDownLatch(1);
            new Thread(() -> await(latch), "amqpjms-short-lived").start();
            latch.countDown();
            assertThat(buffer.release()).isTrue();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
