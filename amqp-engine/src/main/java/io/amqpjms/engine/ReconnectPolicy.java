package io.amqpjms.engine;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before each try to connect again. One object serves one connection; it is called on its loop. */
public interface ReconnectPolicy {
    /** The delay before the next try. */
    Duration next();

    /** The connection is open again, so that the next loss begins anew. */
    void reset();

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
