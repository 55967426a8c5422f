package io.amqpjms.jms.internal;

import io.amqpjms.engine.Connection;
import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.Container;
import io.amqpjms.engine.CredentialsProvider;
import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.KerberosOptions;
import io.amqpjms.engine.ReconnectOptions;
import io.amqpjms.engine.SaslOptions;
import io.amqpjms.engine.TraceOptions;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.jms.internal.failover.Announced;
import io.amqpjms.jms.internal.failover.Failover;
import io.amqpjms.jms.internal.options.AmqpOptions;
import io.amqpjms.jms.internal.options.Broker;
import io.amqpjms.jms.internal.options.JmsOptions;
import io.amqpjms.jms.internal.options.LimitOptions;
import io.amqpjms.jms.internal.options.Options;
import jakarta.jms.JMSException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens AMQP connections as the options want them. Immutable, for any thread. */
final class Connector {

    private static final List<Symbol> DESIRED = List.of(
            Symbol.of("sole-connection-for-container"),
            Capability.DELAYED_DELIVERY,
            Capability.ANONYMOUS_RELAY,
            Capability.SHARED_SUBSCRIPTIONS);

    private static final int MOST_REDIRECTS = 4;

    private final Options options;
    private final CredentialsProvider credentials;
    private final LineWatch watch;

    Connector(Options options, CredentialsProvider credentials, LineWatch watch) {
        this.options = options;
        this.credentials = credentials;
        this.watch = watch;
    }

    /** Connects under this identity, and waits until a broker has confirmed it. */
    Connection connect(Container container, String containerId) throws JMSException {
        Broker broker = options.brokers().get(0);
        if (options.isFailover()) {
            return opened(begun(container, broker, containerId, reconnect(containerId)), options.brokers());
        }
        for (int redirects = 0; ; redirects++) {
            try {
                return connectOnce(container, containerId, broker);
            } catch (JMSException failure) {
                Broker elsewhere = redirects < MOST_REDIRECTS ? redirect(failure, broker) : null;
                if (elsewhere == null) {
                    throw failure;
                }
                broker = elsewhere;
            }
        }
    }

    /** Connects to this broker alone, once, and waits until it has confirmed the identity. */
    Connection connectOnce(Container container, String containerId, Broker broker) throws JMSException {
        return opened(begun(container, broker, containerId, ReconnectOptions.OFF), List.of(broker));
    }

    private Connection begun(Container container, Broker broker, String containerId, ReconnectOptions reconnect)
            throws JMSException {
        try {
            return container.connect(of(broker, containerId, reconnect), watch);
        } catch (IllegalArgumentException notHere) {
            throw JmsErrors.caused(
                    JmsErrors.unsupported("Cannot connect to " + broker + ": " + notHere.getMessage()), notHere);
        } catch (IllegalStateException closing) {
            // The connection was closed while one of its links was sent elsewhere.
            throw JmsErrors.caused(JmsErrors.closed("connection"), closing);
        }
    }

    private static Connection opened(Connection connection, List<Broker> tried) throws JMSException {
        try {
            return Await.answer(connection.opened(), "connect to " + tried);
        } catch (JMSException failure) {
            connection.close();
            throw failure;
        }
    }

    private static @Nullable Broker redirect(JMSException failure, Broker present) {
        return failure.getCause() instanceof EngineException refused
                ? Announced.redirect(refused.error(), present)
                : null;
    }

    private ReconnectOptions reconnect(String containerId) {
        return Failover.reconnect(options, broker -> of(broker, containerId, ReconnectOptions.OFF));
    }

    private ConnectionOptions of(Broker broker, String containerId, ReconnectOptions reconnect) {
        Options own = options.forBroker(broker);
        return Reach.to(broker, own)
                .sasl(sasl(own))
                .containerId(containerId)
                .virtualHost(broker.hostname() == null ? own.find(AmqpOptions.VHOST) : broker.hostname())
                .idleTimeout(own.get(AmqpOptions.IDLE_TIMEOUT))
                .maxFrameSize(own.get(AmqpOptions.MAX_FRAME_SIZE))
                .channelMax(own.get(AmqpOptions.CHANNEL_MAX))
                .properties(properties())
                .desiredCapabilities(DESIRED)
                .openTimeout(Reach.bounded(own.get(JmsOptions.CONNECT_TIMEOUT)))
                .requestTimeout(Reach.bounded(own.get(JmsOptions.REQUEST_TIMEOUT)))
                .closeTimeout(Reach.bounded(own.get(JmsOptions.CLOSE_TIMEOUT)))
                .limits(LimitOptions.of(own))
                .trace(new TraceOptions(
                                own.get(AmqpOptions.TRACE_FRAMES), own.get(AmqpOptions.TRACE_FRAMES_PAYLOAD_LIMIT))
                        .withLogContext(own.get(JmsOptions.LOG_CONTEXT)))
                .reconnect(reconnect)
                .linkRecovery(own.get(AmqpOptions.LINK_RECOVERY))
                .build();
    }

    private SaslOptions sasl(Options own) {
        if (!own.get(AmqpOptions.SASL_LAYER)) {
            return SaslOptions.off();
        }
        List<String> mechanisms = own.find(AmqpOptions.SASL_MECHANISMS);
        return new SaslOptions(
                true,
                credentials,
                mechanisms == null ? Set.of() : Set.copyOf(mechanisms),
                own.get(AmqpOptions.SASL_ALLOW_INSECURE),
                new KerberosOptions(
                        own.get(AmqpOptions.CONFIG_SCOPE),
                        own.get(AmqpOptions.PROTOCOL),
                        own.find(AmqpOptions.SERVER_NAME)));
    }

    private static Map<Symbol, @Nullable Object> properties() {
        Map<Symbol, @Nullable Object> properties = new LinkedHashMap<>();
        properties.put(Symbol.of("product"), MetaData.PROVIDER_NAME);
        properties.put(Symbol.of("version"), ProviderVersion.current().text());
        properties.put(
                Symbol.of("platform"),
                "JVM: " + System.getProperty("java.version") + ", " + System.getProperty("java.vendor") + ", OS: "
                        + System.getProperty("os.name"));
        return properties;
    }
}
