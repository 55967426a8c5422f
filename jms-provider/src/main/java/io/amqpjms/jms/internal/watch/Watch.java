package io.amqpjms.jms.internal.watch;

import io.amqpjms.engine.EngineException;
import io.amqpjms.jms.ConnectionStatus;
import io.amqpjms.jms.MessageOutcome;
import io.amqpjms.jms.Metrics;
import io.amqpjms.jms.Tracing;
import io.amqpjms.jms.internal.jfr.ReconnectEvent;
import io.amqpjms.jms.internal.jfr.Recorder;
import io.amqpjms.mapping.AmqpTemporaryDestination;
import io.amqpjms.mapping.JmsDestination;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Watches one connection for those who want to know: the flight recorder, which may begin at any time, and the metrics that the
 * factory was given. For any thread; the line's fate is told by the event loop alone.
 */
public final class Watch {
    private final @Nullable Metrics metrics;
    private final @Nullable GuardedTracing tracing;
    private final @Nullable Counters counters;
    private final boolean managed;
    private volatile Management management = Management.NONE;
    private final AtomicInteger reconnects = new AtomicInteger();
    private volatile @Nullable ConnectionStatus status;
    private volatile ConnectionStatus.State state = ConnectionStatus.State.CONNECTED;
    private @Nullable ReconnectEvent reconnect;
    private long lostAt;
    private int tries;

    private Watch(@Nullable Metrics metrics, @Nullable Tracing tracing, boolean managed) {
        this.metrics = metrics == null ? null : new GuardedMetrics(metrics);
        this.tracing = tracing == null ? null : new GuardedTracing(tracing);
        this.counters = metrics != null || managed ? new Counters() : null;
        this.managed = managed;
    }

    /**
     * For one connection.
     *
     * @param metrics the application's, or null
     * @param tracing the application's, or null
     * @param managed whether JMX shows the connection
     */
    public static Watch over(@Nullable Metrics metrics, @Nullable Tracing tracing, boolean managed) {
        return new Watch(metrics, tracing, managed);
    }

    /** For what nobody watches but the flight recorder. */
    public static Watch unasked() {
        return new Watch(null, null, false);
    }

    /** What metrics and traces call a destination: each temporary one has a name of its own, too many to tell apart. */
    static String nameOf(JmsDestination destination) {
        return isTemporary(destination) ? "(temporary)" : destination.address();
    }

    static boolean isTemporary(JmsDestination destination) {
        return destination instanceof AmqpTemporaryDestination;
    }

    /** The watch of one session's sends. */
    public SendWatch sends() {
        return new SendWatch(this);
    }

    /** The watch of one consumer. */
    public ReceiveWatch receives(JmsDestination from) {
        return new ReceiveWatch(this, from);
    }

    /** The connection is the application's from now on. */
    public void onOpened(ConnectionStatus opened) {
        status = opened;
        if (managed) {
            management = Management.of(opened);
        }
        if (metrics != null) {
            metrics.connectionOpened(opened);
        }
    }

    /** The line is lost and will be tried again. */
    public void onLost(EngineException why) {
        state = ConnectionStatus.State.RECONNECTING;
        lostAt = System.nanoTime();
        tries = 0;
        reconnect = Recorder.reconnect();
        if (reconnect != null) {
            reconnect.lost(String.valueOf(why.getMessage()));
        }
        tellLost();
    }

    /** Another try begins. */
    public void onTry() {
        tries++;
    }

    /** The line stands again, to this broker. */
    public void onRecovered(String broker) {
        state = ConnectionStatus.State.CONNECTED;
        reconnects.incrementAndGet();
        endReconnect(broker, true);
        ConnectionStatus known = status;
        if (metrics != null && known != null) {
            metrics.connectionRecovered(known, Duration.ofNanos(System.nanoTime() - lostAt), tries);
        }
    }

    /** The line is lost for good. */
    public void onFailed(String broker) {
        boolean lostBefore = state == ConnectionStatus.State.RECONNECTING;
        state = ConnectionStatus.State.FAILED;
        endReconnect(broker, false);
        if (!lostBefore) {
            tellLost();
        }
    }

    /** The application has closed the connection. */
    public void onClosed() {
        state = ConnectionStatus.State.CLOSED;
        management.close();
        ConnectionStatus known = status;
        if (metrics != null && known != null) {
            metrics.connectionClosed(known);
        }
    }

    private void tellLost() {
        ConnectionStatus known = status;
        if (metrics != null && known != null) {
            metrics.connectionLost(known);
        }
    }

    private void endReconnect(String broker, boolean recovered) {
        if (reconnect != null) {
            reconnect.end(broker, tries, recovered);
            reconnect = null;
        }
    }

    /** How it stands with the line. */
    public ConnectionStatus.State state() {
        return state;
    }

    /** How often the line came back. */
    public int reconnects() {
        return reconnects.get();
    }

    /** How many messages were accepted by a broker; 0 where nobody counts. */
    public long sent() {
        return counters == null ? 0 : counters.accepted.sum();
    }

    /** How many messages the application was given; 0 where nobody counts. */
    public long received() {
        return counters == null ? 0 : counters.received.sum();
    }

    /** How many messages are on their way; 0 where nobody counts. */
    public long inFlight() {
        return counters == null ? 0 : counters.inFlight();
    }

    /** Whether somebody counts messages. */
    boolean counts() {
        return counters != null;
    }

    @Nullable
    GuardedTracing tracing() {
        return tracing;
    }

    void sendBegun() {
        if (counters != null) {
            counters.begun.increment();
        }
    }

    void sendEnded(JmsDestination to, MessageOutcome outcome, long nanos) {
        if (counters != null) {
            counters.ended.increment();
            if (outcome == MessageOutcome.ACCEPTED) {
                counters.accepted.increment();
            }
        }
        if (metrics != null) {
            metrics.sent(nameOf(to), outcome, Duration.ofNanos(nanos));
        }
    }

    void received(JmsDestination from, boolean redelivered) {
        if (counters != null) {
            counters.received.increment();
        }
        if (metrics != null) {
            metrics.received(nameOf(from), redelivered);
        }
    }

    void settled(JmsDestination from, MessageOutcome outcome) {
        if (metrics != null) {
            metrics.settled(nameOf(from), outcome);
        }
    }
}
