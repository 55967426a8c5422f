package io.amqpjms.jms.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much a consumer may hold ready, on its way included. Immutable.
 *
 * @param messages how many messages; 0 asks for each when it is wanted
 * @param bytes about how many bytes, but always one message of any size
 * @param longestWait how long messages may wait, so that a slow consumer holds fewer; null means for ever
 * @param drains whether the broker may be asked to take credit back when messages are given back; some do not bear that
 */
record CreditWindow(int messages, long bytes, @Nullable Duration longestWait, boolean drains) {

    /** One of a size that stays. */
    CreditWindow(int messages, long bytes) {
        this(messages, bytes, null);
    }

    /** One that may be drained. */
    CreditWindow(int messages, long bytes, @Nullable Duration longestWait) {
        this(messages, bytes, longestWait, true);
    }

    /** What makes it smaller and larger, null if nothing does. */
    @Nullable
    AdaptiveWindow adaptive() {
        return messages == 0 || longestWait == null ? null : new AdaptiveWindow(messages, longestWait);
    }
}
