package io.amqpjms.mapping.message;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many objects the hash, the comparison or the text of a collection would visit. A few collections that hold each other
 * twice, level upon level, are small in a stream and have more such visits than a lifetime allows. It counts without making
 * them: inner collections are read, and counted, before outer ones. For one deserialization by one thread.
 */
final class HashCost {
    private final IdentityHashMap<Object, Long> known = new IdentityHashMap<>();

    /** Counts what was read; an object that is no collection counts as one. */
    long add(@Nullable Object read) {
        long cost = 1;
        if (read instanceof Collection<?> collection) {
            for (Object element : collection) {
                cost = sum(cost, of(element));
            }
        } else if (read instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                cost = sum(cost, sum(of(entry.getKey()), of(entry.getValue())));
            }
        } else if (read instanceof Map.Entry<?, ?> entry) {
            cost = sum(cost, sum(of(entry.getKey()), of(entry.getValue())));
        } else {
            return cost;
        }
        known.put(read, cost);
        return cost;
    }

    // One that is not known yet holds what holds it.
    private long of(@Nullable Object element) {
        return known.getOrDefault(element, 1L);
    }

    private static long sum(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
