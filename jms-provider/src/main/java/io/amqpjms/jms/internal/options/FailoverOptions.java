package io.amqpjms.jms.internal.options;

import java.time.Duration;
import java.util.List;

/** The options of the prefixes {@code failover.} and {@code discovery.}: how a lost connection comes back. */
public final class FailoverOptions {

    static final String NO_RECONNECTION = "The client does not connect anew by itself yet.";

    private static final OptionList LIST = new OptionList("failover.");
    private static final OptionList DISCOVERY = new OptionList("discovery.");

    public static final Option<Duration> INITIAL_RECONNECT_DELAY =
            refused("initialReconnectDelay", Kind.delay(), "0", "The delay before the first attempt.");

    public static final Option<Duration> RECONNECT_DELAY =
            refused("reconnectDelay", Kind.delay(), "10", "The delay between attempts.");

    public static final Option<Duration> MAX_RECONNECT_DELAY =
            refused("maxReconnectDelay", Kind.delay(), "30000", "The longest delay between attempts.");

    public static final Option<Boolean> USE_RECONNECT_BACK_OFF =
            refused("useReconnectBackOff", Kind.flag(), "true", "Whether the delay grows from attempt to attempt.");

    public static final Option<Double> RECONNECT_BACK_OFF_MULTIPLIER =
            refused("reconnectBackOffMultiplier", Kind.decimal(1.0, "2.0"), "2.0", "By what the delay grows.");

    public static final Option<Integer> MAX_RECONNECT_ATTEMPTS =
            refused("maxReconnectAttempts", attempts(), "-1", "How many attempts there are; -1 means no limit.");

    public static final Option<Integer> STARTUP_MAX_RECONNECT_ATTEMPTS = refused(
            "startupMaxReconnectAttempts",
            attempts(),
            "-1",
            "The same before the first connection; -1 means as many as afterwards.");

    public static final Option<Integer> WARN_AFTER_RECONNECT_ATTEMPTS = refused(
            "warnAfterReconnectAttempts",
            attempts(),
            "10",
            "After how many failed attempts a warning is logged again.");

    public static final Option<Boolean> RANDOMIZE =
            refused("randomize", Kind.flag(), "false", "Whether the brokers are tried in random order.");

    public static final Option<ServerListAction> AMQP_OPEN_SERVER_LIST_ACTION = refused(
            "amqpOpenServerListAction",
            Kind.choice(ServerListAction.class),
            "REPLACE",
            "What to do with a list of brokers that a broker announces.");

    public static final Option<String> ANY_DISCOVERY = DISCOVERY.refused(
            "*",
            Kind.text("value"),
            null,
            "How brokers are found on the network or in a file.",
            "Brokers are not discovered; list them in failover:(...).");

    private FailoverOptions() {}

    private static Kind<Integer> attempts() {
        return Kind.number(-1, Integer.MAX_VALUE, "attempts");
    }

    private static <T> Option<T> refused(String name, Kind<T> kind, String byDefault, String sentence) {
        return LIST.refused(name, kind, byDefault, sentence, NO_RECONNECTION);
    }

    static List<Option<?>> all() {
        return OptionTable.joined(List.of(LIST.all(), DISCOVERY.all()));
    }
}
