package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.Event;
import io.amqpjms.engine.Handler;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a handler and survives what it throws. Stateless. */
final class Callbacks {
    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);

    private Callbacks() {}

    static void call(Handler handler, BiConsumer<Handler, Event> callback, Event event) {
        try {
            callback.accept(handler, event);
        } catch (RuntimeException thrown) {
            LOG.error("A callback of {} threw; the connection goes on", handler.getClass(), thrown);
            handler.onHandlerFailure(event, thrown);
        }
    }
}
