package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A listener that returns when the test lets it, and what it does before that. */
final class HeldListener implements MessageListener {
    private final CountDownLatch called = new CountDownLatch(1);
    private final CountDownLatch mayReturn = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();
    private volatile Work work = message -> {};
    private volatile @Nullable Throwable failure;

    interface Work {
        void with(Message message) throws JMSException;
    }

    /** What it does at the end of each call. */
    void does(Work theWork) {
        work = theWork;
    }

    @Override
    public void onMessage(Message message) {
        calls.incrementAndGet();
        called.countDown();
        try {
            assertThat(mayReturn.await(20, TimeUnit.SECONDS)).isTrue();
            work.with(message);
        } catch (InterruptedException | JMSException | AssertionError thrown) {
            failure = thrown;
        }
    }

    void awaitCall() throws InterruptedException {
        assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
    }

    int calls() {
        return calls.get();
    }

    void letReturn() {
        mayReturn.countDown();
    }

    /** What went wrong in it. */
    @Nullable
    Throwable failure() {
        return failure;
    }
}
