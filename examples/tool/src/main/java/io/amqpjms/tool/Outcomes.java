package io.amqpjms.tool;

import jakarta.jms.CompletionListener;
import jakarta.jms.Message;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Counts what became of what was sent. Told by the provider's thread, asked by any. */
final class Outcomes implements CompletionListener {
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicReference<@Nullable Exception> firstFailure = new AtomicReference<>();

    @Override
    public void onCompletion(Message message) {
        accepted.incrementAndGet();
    }

    @Override
    public void onException(Message message, Exception failure) {
        failed.incrementAndGet();
        firstFailure.compareAndSet(null, failure);
    }

    long accepted() {
        return accepted.get();
    }

    long failed() {
        return failed.get();
    }

    /** Why the first message failed, or null while none has. */
    @Nullable
    Exception failure() {
        return firstFailure.get();
    }
}
