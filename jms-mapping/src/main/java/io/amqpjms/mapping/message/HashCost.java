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
    private static final String OF_THE_JDK = "java.util.";

    private final long most;
    private final IdentityHashMap<Object, Long> known = new IdentityHashMap<>();

    /** Counts no further than to the first number above this one. */
    HashCost(long most) {
        this.most = most;
    }

    /**
     * Counts what was read. What is no collection of the JDK counts as one: others are the application's, may load what they hold
     * when it is asked for, and were allowed by name.
     */
    long add(Object read) {
        long cost = count(read);
        if (cost > 1) {
            known.put(read, cost);
        }
        return cost;
    }

    private long count(Object read) {
        if (!read.getClass().getName().startsWith(OF_THE_JDK)) {
            return 1;
        }
        if (read instanceof Map<?, ?> map) {
            return countEntries(map);
        }
        if (read instanceof Map.Entry<?, ?> entry) {
            return 1 + of(entry.getKey()) + of(entry.getValue());
        }
        if (read instanceof Collection<?> collection) {
            return countElements(collection);
        }
        return 1;
    }

    private long countElements(Collection<?> elements) {
        long cost = 1;
        for (Object element : elements) {
            cost += of(element);
            if (cost > most) {
                return cost;
            }
        }
        return cost;
    }

    private long countEntries(Map<?, ?> map) {
        long cost = 1;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            cost += of(entry.getKey()) + of(entry.getValue());
            if (cost > most) {
                return cost;
            }
        }
        return cost;
    }

    // One that is not known yet holds what holds it.
    private long of(@Nullable Object element) {
        return known.getOrDefault(element, 1L);
    }
}
