package io.amqpjms.engine;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Whether, where and how often to connect again. Immutable.
 *
 * @param enabled whether a lost connection, or one that could not be made, is tried again
 * @param policy makes the connection's policy for the delays between tries
 * @param maxTries tries in a row that may follow on a lost line before the connection is given up; one whose line does not
 *     stand for two seconds is one of the row
 * @param maxFirstTries tries in a row that may follow on the very first one
 * @param alternatives further peers, tried in turn after the connection's own; when the list is through it starts over
 */
public record ReconnectOptions(
        boolean enabled,
        Supplier<ReconnectPolicy> policy,
        int maxTries,
        int maxFirstTries,
        List<PeerAddress> alternatives) {
    /** As many tries as it takes. */
    public static final int NO_LIMIT = Integer.MAX_VALUE;

    /** At once, then after 100 ms, doubling up to 10 s, for ever. */
    public static final ReconnectOptions DEFAULT = new ReconnectOptions(
            true,
            () -> ReconnectPolicy.exponential(Duration.ofMillis(100), Duration.ofSeconds(10)),
            NO_LIMIT,
            NO_LIMIT,
            List.of());

    /** A connection that is lost stays lost. */
    public static final ReconnectOptions OFF = new ReconnectOptions(false, DEFAULT.policy(), 0, 0, List.of());

    public ReconnectOptions {
        alternatives = List.copyOf(alternatives);
        if (maxTries < 0 || maxFirstTries < 0) {
            throw new IllegalArgumentException(
                    "The number of tries must not be negative: " + maxTries + ", " + maxFirstTries);
        }
    }

    /** A copy with another policy. */
    public ReconnectOptions withPolicy(Supplier<ReconnectPolicy> changed) {
        return new ReconnectOptions(enabled, changed, maxTries, maxFirstTries, alternatives);
    }

    /** A copy with another limit, for the first connect and for later ones. */
    public ReconnectOptions withMaxTries(int changed) {
        return withMaxTries(changed, changed);
    }

    /** A copy with another limit, and one of its own for a connection that was never open. */
    public ReconnectOptions withMaxTries(int changed, int first) {
        return new ReconnectOptions(enabled, policy, changed, first, alternatives);
    }

    /** A copy with other alternatives. */
    public ReconnectOptions withAlternatives(List<PeerAddress> changed) {
        return new ReconnectOptions(enabled, policy, maxTries, maxFirstTries, changed);
    }
}
