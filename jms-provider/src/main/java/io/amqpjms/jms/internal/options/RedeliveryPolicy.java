package io.amqpjms.jms.internal.options;

import org.jspecify.annotations.Nullable;

/**
 * When a message that keeps coming back is given up. Immutable.
 *
 * @param maxRedeliveries how often it may be delivered again, or null to leave that to the broker
 * @param outcome what the broker is told then
 */
public record RedeliveryPolicy(@Nullable Integer maxRedeliveries, RedeliveryOutcome outcome) {

    static RedeliveryPolicy of(Options options) {
        int most = options.get(PolicyOptions.MAX_REDELIVERIES);
        return new RedeliveryPolicy(most < 0 ? null : (Integer) most, options.get(PolicyOptions.REDELIVERY_OUTCOME));
    }

    /** Whether a message that has been delivered this often before is given up. */
    public boolean isExceededBy(int redeliveries) {
        return maxRedeliveries != null && redeliveries > maxRedeliveries;
    }
}
