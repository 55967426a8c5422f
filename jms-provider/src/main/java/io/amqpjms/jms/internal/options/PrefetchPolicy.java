package io.amqpjms.jms.internal.options;

import java.util.List;

/**
 * How many messages a consumer holds ready: its credit window. Immutable.
 *
 * @param queue for consumers of queues
 * @param topic for non-durable consumers of topics
 * @param browser for queue browsers
 * @param durableTopic for durable consumers of topics
 */
public record PrefetchPolicy(int queue, int topic, int browser, int durableTopic) {

    private static final List<Option<Integer>> CHECKED = List.of(
            PolicyOptions.PREFETCH_ALL,
            PolicyOptions.QUEUE_PREFETCH,
            PolicyOptions.TOPIC_PREFETCH,
            PolicyOptions.QUEUE_BROWSER_PREFETCH,
            PolicyOptions.DURABLE_TOPIC_PREFETCH);

    static PrefetchPolicy of(Options options) {
        return new PrefetchPolicy(
                value(PolicyOptions.QUEUE_PREFETCH, options),
                value(PolicyOptions.TOPIC_PREFETCH, options),
                value(PolicyOptions.QUEUE_BROWSER_PREFETCH, options),
                value(PolicyOptions.DURABLE_TOPIC_PREFETCH, options));
    }

    private static int value(Option<Integer> option, Options options) {
        Integer all = options.find(PolicyOptions.PREFETCH_ALL);
        int wanted = all == null || options.isGiven(option) ? options.get(option) : all;
        return Math.min(wanted, options.get(PolicyOptions.MAX_PREFETCH_SIZE));
    }

    /** A warning for each prefetch that is cut. */
    static List<String> warnings(Options options) {
        int most = options.get(PolicyOptions.MAX_PREFETCH_SIZE);
        return CHECKED.stream()
                .filter(option -> options.isGiven(option) && options.get(option) > most)
                .map(option -> "Option '" + option + "' is cut from " + options.get(option) + " to " + most
                        + ". Raise '" + PolicyOptions.MAX_PREFETCH_SIZE + "' if it is meant.")
                .toList();
    }
}
