package io.amqpjms.engine;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Whom to try, and how long to wait before each try. One object serves one connection; it is called on its loop. */
public interface ReconnectPolicy {
    /** The delay before the next try. */
    Duration next();

    /**
     * The next loss begins anew: the connection is open for the first time, or has stood for two seconds. One that opens and is
     * lost at once counts as a try that failed.
     */
    void reset();

    /**
     * How to reach the peer of a try: by default the connection's own and the alternatives in turn.
     *
     * @param own the options that the connection was made with
     * @param number the number of the try, from 1
     */
    default ConnectionOptions peer(ConnectionOptions own, int number) {
        return own.forTry(number);
    }

    /** The connection is open. What the peer says of itself may name others. */
    default void onOpened(Connection connection) {}

    /** A try failed, or the line was lost; {@link #goesOn} and {@link #next} follow if there may be another try. */
    default void onFailed(EngineException failure) {}

    /**
     * Whether there is another try, as far as the policy goes; the limits of {@link ReconnectOptions} hold too. For policies
     * that count otherwise than by tries.
     *
     * @param wasOpen whether the connection was open once
     */
    default boolean goesOn(boolean wasOpen) {
        return true;
    }

    /**
     * At once, then a delay that doubles from {@code first} up to {@code longest}; each is shortened by up to half by
     * chance, so that the clients of a broker that comes back do not all arrive at the same moment.
     */
    static ReconnectPolicy exponential(Duration first, Duration longest) {
        return new ReconnectPolicy() {
            private Duration delay = Duration.ZERO;

            @Override
            public Duration next() {
                Duration chosen = shortened(delay);
                Duration doubled = delay.isZero() ? first : delay.multipliedBy(2);
                delay = doubled.compareTo(longest) > 0 ? longest : doubled;
                return chosen;
            }

            @Override
            public void reset() {
                delay = Duration.ZERO;
            }
        };
    }

    private static Duration shortened(Duration delay) {
        return delay.isZero()
                ? delay
                : Duration.ofNanos((long)
                        (delay.toNanos() * (0.5 + ThreadLocalRandom.current().nextDouble() / 2)));
    }
}
