package io.amqpjms.jms.internal.watch;

import io.amqpjms.jms.ConnectionStatus;
import io.amqpjms.jms.MessageOutcome;
import io.amqpjms.jms.Metrics;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The application's metrics, whose failures must not become those of a send: logged, the first as a warning. For any thread. */
final class GuardedMetrics implements Metrics {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedMetrics.class);

    private final Metrics told;
    private final AtomicBoolean warned = new AtomicBoolean();

    GuardedMetrics(Metrics told) {
        this.told = told;
    }

    @Override
    public void connectionOpened(ConnectionStatus connection) {
        guard(() -> told.connectionOpened(connection));
    }

    @Override
    public void connectionLost(ConnectionStatus connection) {
        guard(() -> told.connectionLost(connection));
    }

    @Override
    public void connectionRecovered(ConnectionStatus connection, Duration taken, int tries) {
        guard(() -> told.connectionRecovered(connection, taken, tries));
    }

    @Override
    public void connectionClosed(ConnectionStatus connection) {
        guard(() -> told.connectionClosed(connection));
    }

    @Override
    public void sent(String destination, MessageOutcome outcome, Duration latency) {
        guard(() -> told.sent(destination, outcome, latency));
    }

    @Override
    public void received(String destination, boolean redelivered) {
        guard(() -> told.received(destination, redelivered));
    }

    @Override
    public void settled(String destination, MessageOutcome outcome) {
        guard(() -> told.settled(destination, outcome));
    }

    private void guard(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException thrown) {
            if (warned.compareAndSet(false, true)) {
                LOG.warn("{} failed; further failures are logged at debug level", told.getClass(), thrown);
            } else {
                LOG.debug("{} failed", told.getClass(), thrown);
            }
        }
    }
}
