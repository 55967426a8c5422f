package io.amqpjms.jms.micrometer;

import io.amqpjms.jms.ConnectionStatus;
import io.amqpjms.jms.MessageOutcome;
import io.amqpjms.jms.Metrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/**
 * Counts in a Micrometer registry what the connections of one or several factories do. Names and tags are those of the
 * OpenTelemetry semantic conventions for messaging where these have one, else they begin with {@code amqpjms.}. For any thread.
 */
public final class MicrometerMetrics implements Metrics {
    private static final String NO_ERROR = "none";
    private static final Tags SYSTEM = Tags.of("messaging.system", "jms");

    private final Set<ConnectionStatus> open = ConcurrentHashMap.newKeySet();
    private final MeterRegistry registry;
    private final Tags common;
    private final Counter opened;
    private final Counter lost;
    private final Timer recovered;
    private final MeterProvider<Counter> sent;
    private final MeterProvider<Timer> sending;
    private final MeterProvider<Counter> consumed;
    private final MeterProvider<Counter> settled;

    /** In this registry. */
    public MicrometerMetrics(MeterRegistry registry) {
        this(registry, Tags.empty());
    }

    /**
     * In this registry, with tags of the application's own.
     *
     * @param tags such as one that tells two brokers apart
     */
    public MicrometerMetrics(MeterRegistry registry, Iterable<Tag> tags) {
        this.registry = registry;
        this.common = SYSTEM.and(tags);
        this.opened = Counter.builder("amqpjms.client.connections.opened")
                .description("Connections that were made")
                .baseUnit("connections")
                .tags(common)
                .register(registry);
        this.lost = Counter.builder("amqpjms.client.connections.lost")
                .description("Lines that were lost, for a time or for good")
                .baseUnit("connections")
                .tags(common)
                .register(registry);
        this.recovered = Timer.builder("amqpjms.client.reconnect.duration")
                .description("From the loss of a line to the next one")
                .tags(common)
                .register(registry);
        this.sent = counter("messaging.client.sent.messages", "Messages that were sent, by what became of them");
        this.sending = Timer.builder("messaging.client.operation.duration")
                .description("From the call that sends to the broker's outcome")
                .tags(common)
                .withRegistry(registry);
        this.consumed = counter("messaging.client.consumed.messages", "Messages that the application was given");
        this.settled = counter("amqpjms.client.settled.messages", "Received messages, by how they were settled");
        gauge("amqpjms.client.connections", "Open connections", "connections", connection -> 1);
        gauge(
                "amqpjms.client.inflight.messages",
                "Messages sent without an outcome so far",
                "messages",
                ConnectionStatus::getInFlight);
        gauge(
                "amqpjms.client.prefetched.messages",
                "Messages that wait in consumers",
                "messages",
                ConnectionStatus::getPrefetched);
    }

    private MeterProvider<Counter> counter(String name, String description) {
        return Counter.builder(name)
                .description(description)
                .baseUnit("messages")
                .tags(common)
                .withRegistry(registry);
    }

    private void gauge(String name, String description, String unit, ToLongFunction<ConnectionStatus> value) {
        Gauge.builder(name, open, all -> all.stream().mapToLong(value).sum())
                .description(description)
                .baseUnit(unit)
                .tags(common)
                .strongReference(true)
                .register(registry);
    }

    @Override
    public void connectionOpened(ConnectionStatus connection) {
        open.add(connection);
        opened.increment();
    }

    @Override
    public void connectionLost(ConnectionStatus connection) {
        lost.increment();
    }

    @Override
    public void connectionRecovered(ConnectionStatus connection, Duration taken, int tries) {
        recovered.record(taken);
    }

    @Override
    public void connectionClosed(ConnectionStatus connection) {
        open.remove(connection);
    }

    @Override
    public void sent(String destination, MessageOutcome outcome, Duration latency) {
        String error = outcome == MessageOutcome.ACCEPTED ? NO_ERROR : name(outcome);
        Tags tags = Tags.of(
                "messaging.operation.name", "send", "messaging.destination.name", destination, "error.type", error);
        sent.withTags(tags).increment();
        sending.withTags(tags.and("messaging.operation.type", "send")).record(latency);
    }

    @Override
    public void received(String destination, boolean redelivered) {
        consumed.withTags(
                        "messaging.operation.name",
                        "receive",
                        "messaging.destination.name",
                        destination,
                        "amqpjms.redelivered",
                        String.valueOf(redelivered))
                .increment();
    }

    @Override
    public void settled(String destination, MessageOutcome outcome) {
        settled.withTags("messaging.destination.name", destination, "amqpjms.outcome", name(outcome))
                .increment();
    }

    private static String name(MessageOutcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
