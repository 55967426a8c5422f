package io.amqpjms.tool;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Headers and properties of what is sent. For one thread. */
final class Outgoing {
    private static final int HIGHEST_PRIORITY = 9;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--property",
            paramLabel = "NAME[:TYPE]=VALUE",
            converter = Property.Converter.class,
            description =
                    "an application property; TYPE is string (unless said), boolean, byte, short, int, long, float"
                            + " or double; may be repeated")
    private List<Property> properties = List.of();

    @Option(names = "--correlation-id", paramLabel = "ID", description = "the correlation identifier")
    private @Nullable String correlationId;

    @Option(
            names = "--priority",
            paramLabel = "0-9",
            defaultValue = "4",
            description = "the priority (${DEFAULT-VALUE})")
    private int priority;

    @Option(
            names = "--ttl",
            paramLabel = "TIME",
            converter = Span.class,
            description = "expire after so many seconds, or 500ms, 5m, 2h; left out, never")
    private Duration timeToLive = Duration.ZERO;

    @Option(
            names = "--delay",
            paramLabel = "TIME",
            converter = Span.class,
            description = "have the broker keep it back for so long before it delivers it")
    private Duration delay = Duration.ZERO;

    @Option(names = "--non-persistent", description = "the broker may lose it when it stops")
    private boolean nonPersistent;

    /**
     * A producer that gives what it sends these headers and properties.
     *
     * @throws ParameterException if they cannot be used
     */
    JMSProducer producer(JMSContext context) {
        JMSProducer producer = context.createProducer()
                .setPriority(priority)
                .setTimeToLive(timeToLive.toMillis())
                .setDeliveryDelay(delay.toMillis())
                .setDeliveryMode(nonPersistent ? DeliveryMode.NON_PERSISTENT : DeliveryMode.PERSISTENT);
        if (correlationId != null) {
            producer.setJMSCorrelationID(correlationId);
        }
        properties.forEach(property -> producer.setProperty(property.name(), property.value()));
        return producer;
    }

    /** Refuses what no message may have, before anybody connects. */
    void check() {
        if (priority < 0 || priority > HIGHEST_PRIORITY) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(),
                    "--priority must be from 0 to " + HIGHEST_PRIORITY + ", but is " + priority);
        }
    }

    @Nullable
    String correlationId() {
        return correlationId;
    }
}
