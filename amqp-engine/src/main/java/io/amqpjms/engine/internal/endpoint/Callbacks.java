package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.Delivery;
import io.amqpjms.engine.Event;
import io.amqpjms.engine.Handler;
import io.amqpjms.engine.LogContext;
import io.amqpjms.engine.OutcomeListener;
import io.amqpjms.engine.Receiver;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a handler, survives what it throws, and tells when it was slow. Stateless. */
final class Callbacks {
    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);

    private Callbacks() {}

    static void call(Handler handler, Callback callback, Event event) {
        long begin = System.nanoTime();
        try {
            callback.invoke(handler, event);
        } catch (RuntimeException | Error thrown) {
            failed(handler, event, thrown);
        }
        if (isSlow(handler, begin)) {
            wasSlow(handler, callback, event, System.nanoTime() - begin);
        }
    }

    /** A message came in: as {@link Callback#MESSAGE}, with an event only for whoever wants one. */
    static void deliver(Handler handler, Delivery delivery) {
        try {
            handler.onDelivery(delivery);
        } catch (RuntimeException | Error thrown) {
            failed(handler, Event.of(delivery), thrown);
        }
    }

    /**
     * The messages that were read together were delivered.
     *
     * @param begin when the first was, by {@link System#nanoTime}: asking the clock for each would cost more than some handlers
     */
    static void readComplete(Handler handler, Receiver receiver, long begin) {
        try {
            handler.onReadComplete(receiver);
        } catch (RuntimeException | Error thrown) {
            failed(handler, Event.of(receiver), thrown);
        }
        if (isSlow(handler, begin)) {
            wasSlow(handler, Callback.MESSAGE, Event.of(receiver), System.nanoTime() - begin);
        }
    }

    private static boolean isSlow(Handler handler, long begin) {
        try {
            Duration limit = handler.slowAfter();
            return !limit.isZero() && System.nanoTime() - begin > limit.toNanos();
        } catch (RuntimeException | Error thrown) {
            logged(handler, thrown);
            return false;
        }
    }

    private static void wasSlow(Handler handler, Callback callback, Event event, long taken) {
        LogContext.around(
                event.connection(),
                () -> LOG.warn(
                        "{} of {} held the event loop of the connection to {} for {} ms; nothing else could happen on its"
                                + " connections meanwhile. Hand long work to another thread.",
                        callback.methodName(),
                        handler.getClass().getName(),
                        event.connection().peer(),
                        taken / 1_000_000));
        try {
            handler.onSlow(event, callback.methodName(), Duration.ofNanos(taken));
        } catch (RuntimeException | Error thrown) {
            logged(handler, thrown);
        }
    }

    /** A listener has thrown. */
    static void failed(OutcomeListener listener, Throwable thrown) {
        logged(listener, thrown);
    }

    private static void failed(Handler handler, Event event, Throwable thrown) {
        logged(handler, thrown);
        try {
            handler.onHandlerFailure(event, thrown);
        } catch (RuntimeException | Error again) {
            logged(handler, again);
        }
    }

    private static void logged(Object faulty, Throwable thrown) {
        LOG.error("A callback of {} threw; the connection goes on", faulty.getClass(), thrown);
    }
}
