package io.amqpjms.jms.internal.watch;

import io.amqpjms.jms.ConnectionStatus;
import io.amqpjms.jms.MessageOutcome;
import io.amqpjms.jms.Metrics;
import java.time.Duration;

/** The application's metrics, whose failures must not become those of a send. For any thread. */
final class GuardedMetrics implements Metrics {
    private final Metrics told;
    private final Faults faults;

    GuardedMetrics(Metrics told) {
        this.told = told;
        this.faults = new Faults(told);
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
        } catch (Exception | Error thrown) {
            faults.note(thrown);
        }
    }
}
