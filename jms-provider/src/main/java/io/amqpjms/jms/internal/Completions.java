package io.amqpjms.jms.internal;

import jakarta.jms.CompletionListener;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the completion listeners of one session, one at a time and in the order of the sends (JMS 3.1 §7.3). Sends begin
 * on the session's thread and are answered on the event loop; the listeners run on a thread made for them.
 */
final class Completions {
    private static final Logger LOG = LoggerFactory.getLogger(Completions.class);

    private final SerialExecutor thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition fewer = lock.newCondition();
    private final Deque<Send> pending = new ArrayDeque<>();
    private boolean scheduled;
    private boolean closed;
    private @Nullable Thread calling;

    Completions(SerialExecutor thread) {
        this.thread = thread;
    }

    /** A send whose listener waits for the answer. */
    static final class Send {
        private final Object producer;
        private final Message message;
        private final CompletionListener listener;
        private boolean answered;
        private @Nullable JMSException failure;

        private Send(Object producer, Message message, CompletionListener listener) {
            this.producer = producer;
            this.message = message;
            this.listener = listener;
        }
    }

    /** Notes a send that is about to begin; refused once the session is closed, for nobody would call its listener. */
    Send begin(Object producer, Message message, CompletionListener listener) throws JMSException {
        Send send = new Send(producer, message, listener);
        lock.lock();
        try {
            if (closed) {
                throw JmsErrors.closed("session");
            }
            pending.add(send);
        } finally {
            lock.unlock();
        }
        return send;
    }

    /** The send did not begin after all, and its listener is not called. */
    void cancel(Send send) {
        lock.lock();
        try {
            pending.remove(send);
            fewer.signalAll();
            schedule();
        } finally {
            lock.unlock();
        }
    }

    /** The send has come to its end, well if there is no failure. */
    void answer(Send send, @Nullable JMSException failure) {
        lock.lock();
        try {
            if (!send.answered) {
                send.answered = true;
                send.failure = failure;
                schedule();
            }
        } finally {
            lock.unlock();
        }
    }

    private void schedule() {
        Send first = pending.peek();
        if (!scheduled && first != null && first.answered) {
            scheduled = true;
            thread.execute(this::callListeners);
        }
    }

    private void callListeners() {
        Send next = nextAnswered();
        while (next != null) {
            call(next);
            next = nextAnswered();
        }
    }

    // The send stays pending until its listener has returned, since others wait for that.
    private @Nullable Send nextAnswered() {
        lock.lock();
        try {
            if (calling != null) {
                pending.remove();
                calling = null;
                fewer.signalAll();
            }
            Send first = pending.peek();
            if (first == null || !first.answered) {
                scheduled = false;
                return null;
            }
            calling = Thread.currentThread();
            return first;
        } finally {
            lock.unlock();
        }
    }

    private static void call(Send send) {
        try {
            if (send.failure == null) {
                send.listener.onCompletion(send.message);
            } else {
                send.listener.onException(send.message, send.failure);
            }
        } catch (RuntimeException | Error thrown) {
            // Whatever it throws, those that wait for it go on.
            LOG.warn("A completion listener failed", thrown);
        }
    }

    /** Whether the caller runs inside a completion listener of this session. */
    boolean isCaller() {
        lock.lock();
        try {
            return calling == Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the caller runs inside a completion listener that this producer's send called. */
    boolean isCallerFor(Object producer) {
        lock.lock();
        try {
            Send first = pending.peek();
            return calling == Thread.currentThread() && first != null && first.producer == producer;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until every listener has returned; the engine bounds how long each answer takes. */
    void awaitAll() throws JMSException {
        lock.lock();
        try {
            await(null, Deadline.NEVER);
        } catch (InterruptedException interrupt) {
            throw JmsErrors.interrupted("wait for completion listeners", interrupt);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until then for every listener, as one has to who closes; whether all have returned. */
    boolean awaitAll(Deadline deadline) {
        return awaitUninterrupted(null, deadline);
    }

    /** Waits until then for every listener for the sends of this producer, as one has to who closes it. */
    void awaitAll(Object producer, Deadline deadline) {
        awaitUninterrupted(producer, deadline);
    }

    private boolean awaitUninterrupted(@Nullable Object producer, Deadline deadline) {
        lock.lock();
        try {
            return Uninterrupted.await(() -> await(producer, deadline));
        } finally {
            lock.unlock();
        }
    }

    private boolean await(@Nullable Object producer, Deadline deadline) throws InterruptedException {
        while (calling != Thread.currentThread() && hasPending(producer) && !deadline.hasPassed()) {
            fewer.await(deadline.left(), TimeUnit.NANOSECONDS);
        }
        return !hasPending(producer);
    }

    private boolean hasPending(@Nullable Object producer) {
        return pending.stream().anyMatch(send -> producer == null || send.producer == producer);
    }

    /**
     * Waits so long for answers, ends the rest with a failure, and lets the thread go when all listeners are called, or called
     * for so long.
     */
    void close(Deadline answers, Deadline listeners) {
        refuseMore();
        try {
            awaitAll(answers);
        } finally {
            failUnanswered();
        }
        try {
            awaitAll(listeners);
        } finally {
            thread.close();
        }
    }

    private void refuseMore() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    private void failUnanswered() {
        lock.lock();
        try {
            for (Send send : pending) {
                answer(
                        send,
                        JmsErrors.timedOut("The session was closed before the broker answered the send;"
                                + " whether the message arrived is unknown"));
            }
        } finally {
            lock.unlock();
        }
    }
}
