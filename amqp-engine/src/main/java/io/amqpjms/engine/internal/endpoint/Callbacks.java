package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.Event;
import io.amqpjms.engine.Handler;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a handler, survives what it throws, and tells when it was slow. Stateless. */
final class Callbacks {
    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);

    private Callbacks() {}

    static void call(Handler handler, Callback callback, Event event) {
        Duration limit = handler.slowAfter();
        if (limit.isZero()) {
            invoke(handler, callback, event);
            return;
        }
        long begin = System.nanoTime();
        invoke(handler, callback, event);
        long taken = System.nanoTime() - begin;
        if (taken > limit.toNanos()) {
            LOG.warn(
                    "{} of {} held the event loop of the connection to {} for {} ms; nothing else could happen on its"
                            + " connections meanwhile. Hand long work to another thread.",
                    callback.methodName(),
                    handler.getClass().getName(),
                    event.connection().peer(),
                    taken / 1_000_000);
            handler.onSlow(event, callback.methodName(), Duration.ofNanos(taken));
        }
    }

    private static void invoke(Handler handler, Callback callback, Event event) {
        try {
            callback.invoke(handler, event);
        } catch (RuntimeException thrown) {
            LOG.error("A callback of {} threw; the connection goes on", handler.getClass(), thrown);
            handler.onHandlerFailure(event, thrown);
        }
    }
}
