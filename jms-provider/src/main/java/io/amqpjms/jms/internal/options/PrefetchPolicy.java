package io.amqpjms.jms.internal.options;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many messages a consumer holds ready: its credit window. Immutable.
 *
 * @param queue for consumers of queues
 * @param topic for non-durable consumers of topics
 * @param browser for queue browsers
 * @param durableTopic for durable consumers of topics
 * @param bytes about how many bytes a consumer may hold ready
 * @param longestWait how long messages may wait in a prefetch, which shrinks for that; null means for ever
 * @param destinations for consumers of the destinations of these names, in place of the others
 */
public record PrefetchPolicy(
        int queue,
        int topic,
        int browser,
        int durableTopic,
        int bytes,
        @Nullable Duration longestWait,
        Map<String, Integer> destinations) {

    public PrefetchPolicy {
        destinations = Map.copyOf(destinations);
    }

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
                value(PolicyOptions.DURABLE_TOPIC_PREFETCH, options),
                options.get(PolicyOptions.MAX_PREFETCH_BYTES),
                options.get(PolicyOptions.PREFETCH_ADAPTIVE) ? options.get(PolicyOptions.PREFETCH_LONGEST_WAIT) : null,
                options.get(PolicyOptions.PREFETCH_OF_DESTINATIONS));
    }

    /** For consumers of this destination, or so many if it has no prefetch of its own. */
    public int of(String destination, int otherwise) {
        return destinations.getOrDefault(destination, otherwise);
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
