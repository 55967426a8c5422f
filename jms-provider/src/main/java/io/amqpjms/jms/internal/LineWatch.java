package io.amqpjms.jms.internal;

import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.Event;
import io.amqpjms.engine.Handler;
import io.amqpjms.jms.ConnectionStateListener;
import io.amqpjms.jms.internal.watch.Watch;
import jakarta.jms.JMSException;
import org.jspecify.annotations.Nullable;

/**
 * Hears what becomes of the line under a connection, and tells the application. The engine is given it when it connects,
 * the JMS connection comes later. Called on the event loop.
 */
final class LineWatch implements Handler {
    private final @Nullable ConnectionStateListener listener;
    private final Watch watch;
    private final Losses losses = new Losses();
    private volatile @Nullable ConnectionEvents events;

    LineWatch(@Nullable ConnectionStateListener listener, Watch watch) {
        this.listener = listener;
        this.watch = watch;
    }

    /** The connection to this broker is the application's, which hears of changes in this way from now on. */
    void tellThrough(ConnectionEvents itsEvents, String broker) {
        events = itsEvents;
        if (listener != null) {
            itsEvents.run(() -> listener.onEstablished(broker));
        }
    }

    /** Who counts and records. */
    Watch watch() {
        return watch;
    }

    /** What lost lines have taken along. */
    Losses losses() {
        return losses;
    }

    @Override
    public void onDisconnected(Event event) {
        ConnectionEvents told = events;
        if (told == null) {
            return;
        }
        losses.report(told);
        String broker = event.connection().peer();
        EngineException reason = event.failure();
        if (reason != null) {
            watch.onLost(reason);
        }
        if (listener != null && reason != null) {
            JMSException why = JmsErrors.of("keep the connection to " + broker, reason);
            told.run(() -> listener.onInterrupted(broker, why));
        }
    }

    @Override
    public void onReconnecting(Event event) {
        watch.onTry();
    }

    @Override
    public void onReconnected(Event event) {
        ConnectionEvents told = events;
        String broker = event.connection().peer();
        if (told != null) {
            watch.onRecovered(broker);
        }
        if (listener != null && told != null) {
            told.run(() -> listener.onRestored(broker));
        }
    }
}
