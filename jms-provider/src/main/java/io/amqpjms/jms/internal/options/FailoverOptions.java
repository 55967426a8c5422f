package io.amqpjms.jms.internal.options;

import java.time.Duration;
import java.util.List;

/** The options of the prefixes {@code failover.} and {@code discovery.}: how a lost connection comes back. */
public final class FailoverOptions {

    private static final OptionList LIST = new OptionList("failover.");
    private static final OptionList DISCOVERY = new OptionList("discovery.");

    public static final Option<Duration> INITIAL_RECONNECT_DELAY =
            LIST.works("initialReconnectDelay", Kind.delay(), "0", "The delay before the first attempt after a loss.");

    public static final Option<Duration> RECONNECT_DELAY = LIST.works(
            "reconnectDelay", Kind.delay(), "10", "The delay after a round through all brokers, to begin with.");

    public static final Option<Duration> MAX_RECONNECT_DELAY =
            LIST.works("maxReconnectDelay", Kind.delay(), "30000", "The longest delay between rounds.");

    public static final Option<Boolean> USE_RECONNECT_BACK_OFF =
            LIST.works("useReconnectBackOff", Kind.flag(), "true", "Whether the delay grows from round to round.");

    public static final Option<Double> RECONNECT_BACK_OFF_MULTIPLIER =
            LIST.works("reconnectBackOffMultiplier", Kind.decimal(1.0, "2.0"), "2.0", "By what the delay grows.");

    public static final Option<Integer> MAX_RECONNECT_ATTEMPTS = LIST.works(
            "maxReconnectAttempts",
            rounds(),
            "-1",
            "How many rounds there are after a loss before the connection counts as failed, each through all brokers that are"
                    + " known then, announced ones too; 0 means that it fails at once, -1 that there is no limit.");

    public static final Option<Integer> STARTUP_MAX_RECONNECT_ATTEMPTS = LIST.works(
            "startupMaxReconnectAttempts",
            rounds(),
            "-1",
            "The same for a connection that was never open; its very first try is one of the first round, and the only one with"
                    + " 0; -1 means as many as afterwards.");

    public static final Option<Integer> WARN_AFTER_RECONNECT_ATTEMPTS = LIST.works(
            "warnAfterReconnectAttempts",
            rounds(),
            "10",
            "After how many fruitless rounds a warning is logged, and again each time; -1 means never.");

    public static final Option<Boolean> RANDOMIZE = LIST.works(
            "randomize",
            Kind.flag(),
            "false",
            "Whether the brokers are tried in random order, another one for each round.");

    public static final Option<ServerListAction> AMQP_OPEN_SERVER_LIST_ACTION = LIST.works(
            "amqpOpenServerListAction",
            Kind.choice(ServerListAction.class),
            "REPLACE",
            "What to do with the list of brokers that a broker announces; those of the URI stay the last resort.");

    public static final Option<String> ANY_DISCOVERY = DISCOVERY.refused(
            "*",
            Kind.text("value"),
            null,
            "How brokers are found on the network or in a file.",
            "Brokers are not discovered; list them in failover:(...).");

    private FailoverOptions() {}

    private static Kind<Integer> rounds() {
        return Kind.number(-1, Integer.MAX_VALUE, "rounds");
    }

    static List<Option<?>> all() {
        return OptionTable.joined(List.of(LIST.all(), DISCOVERY.all()));
    }
}
