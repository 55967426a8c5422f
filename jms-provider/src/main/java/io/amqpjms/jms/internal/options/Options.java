package io.amqpjms.jms.internal.options;

import io.amqpjms.engine.CredentialsProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where to connect and how: every option checked, defaults filled in. Immutable.
 *
 * <p>An option has one value for all brokers unless a broker of a failover URI has its own; {@link #at} gives the options
 * that hold for one broker, and is what a connection to that broker reads.
 */
public final class Options {

    private final Map<Broker, Map<Option<?>, Object>> ownByBroker;
    private final boolean failover;
    private final Map<Option<?>, Object> given;
    private final List<String> warnings;
    private final CredentialsProvider credentials;
    private final @Nullable SSLContext sslContext;

    Options(
            Map<Broker, Map<Option<?>, Object>> ownByBroker,
            boolean failover,
            Map<Option<?>, Object> given,
            List<String> warnings) {
        this(ownByBroker, failover, given, warnings, null);
    }

    private Options(
            Map<Broker, Map<Option<?>, Object>> ownByBroker,
            boolean failover,
            Map<Option<?>, Object> given,
            List<String> warnings,
            @Nullable SSLContext sslContext) {
        this.sslContext = sslContext;
        this.ownByBroker = ownByBroker;
        this.failover = failover;
        this.given = given;
        this.warnings = List.copyOf(warnings);
        this.credentials = CredentialOptions.provider(given);
    }

    /** The options that a URI stands for. */
    public static Options of(String uri) {
        return FactorySettings.DEFAULT.withUri(uri).options();
    }

    /** The brokers to try, in this order; at least one. */
    public List<Broker> brokers() {
        return List.copyOf(ownByBroker.keySet());
    }

    /** The options that hold for one of {@link #brokers()}, which is then the only one. */
    public Options at(Broker broker) {
        Map<Option<?>, Object> own = ownByBroker.get(broker);
        if (own == null) {
            throw new IllegalArgumentException(broker + " is none of " + brokers());
        }
        Map<Option<?>, Object> merged = new LinkedHashMap<>(given);
        merged.putAll(own);
        return new Options(Map.of(broker, Map.of()), failover, merged, warnings, sslContext);
    }

    /** The same with a TLS context of the application's own, which no text can name; null for none. */
    public Options with(@Nullable SSLContext context) {
        return new Options(ownByBroker, failover, given, warnings, context);
    }

    /** The TLS context to use in place of what the options say of keys and trust, or null. */
    public @Nullable SSLContext sslContext() {
        return sslContext;
    }

    /** Whether a lost connection is to be established again. */
    public boolean isFailover() {
        return failover || get(JmsOptions.RECONNECT);
    }

    /** The options that hold for a broker: its own if the URI names it, else those that are meant for all. */
    public Options forBroker(Broker broker) {
        Broker place = broker.place();
        return ownByBroker.containsKey(place) ? at(place) : this;
    }

    /** The value of an option that has a default. */
    public <T> T get(Option<T> option) {
        T value = find(option);
        if (value == null) {
            throw new IllegalArgumentException(option + " has no default; ask for it with find");
        }
        return value;
    }

    /** The value of an option, or null if it is not set and has no default. */
    @SuppressWarnings("unchecked") // only values that the option itself has read are put in
    public <T> @Nullable T find(Option<T> option) {
        Object value = given.get(option);
        return value == null ? option.defaultValue() : (T) value;
    }

    /** Whether somebody has set the option. */
    public boolean isGiven(Option<?> option) {
        return given.containsKey(option);
    }

    /** Who gives the credentials of each login: the user and password of the options, or where they say to find them. */
    public CredentialsProvider credentials() {
        return credentials;
    }

    /** How many messages consumers hold ready. */
    public PrefetchPolicy prefetchPolicy() {
        return PrefetchPolicy.of(this);
    }

    /** When a message is given up, and what the broker is told. */
    public RedeliveryPolicy redeliveryPolicy() {
        return RedeliveryPolicy.of(this);
    }

    /** Which messages are settled before they are sent. */
    public PresettlePolicy presettlePolicy() {
        return PresettlePolicy.of(this);
    }

    /** What the user should know about the options that were set; logged by whoever took them from the user. */
    public List<String> warnings() {
        return warnings;
    }

    /** The brokers and what was set; secrets are masked. */
    @Override
    public String toString() {
        return brokers() + (given.isEmpty() ? "" : " " + given);
    }
}
