package io.amqpjms.mapping.message;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How many objects the hash, the comparison or the text of a collection would visit. A few collections that hold each other
 * twice, level upon level, are small in a stream and have more such visits than a lifetime allows. It counts without making
 * them: inner collections are read, and counted, before outer ones. Counting takes no more steps than it counts, so the sum
 * over all collections of a stream bounds both. For one deserialization by one thread.
 */
final class HashCost {
    private static final String OF_THE_JDK = "java.util.";

    /** A hash of a number looks at all of it each time. */
    private static final int BITS_OF_A_VISIT = 1024;

    /** Collections that hand on what they are asked for to another one, which may be of any class. */
    private static final List<String> WRAPPERS = Stream.of(
                    "Unmodifiable", "Synchronized", "Checked", "SetFromMap", "AsLIFOQueue")
            .map((OF_THE_JDK + "Collections$")::concat)
            .toList();

    private final long most;
    private final IdentityHashMap<Object, Long> known = new IdentityHashMap<>();
    private boolean wrappersAreClosed;
    private long sum;

    /** Counts no further than to the first sum above this one. */
    HashCost(long most) {
        this.most = most;
    }

    /** Hears of each class before any of its objects is read. A collection of the application may be behind any wrapper. */
    void meet(Class<?> type) {
        boolean holds = Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
        wrappersAreClosed |= holds && !isOfTheJdk(type);
    }

    /**
     * Counts what was read, and returns the sum for all that was read so far. What is neither a number nor a collection of the JDK counts as
     * one: others are the application's, may load what they hold when it is asked for, and were allowed by name.
     */
    long add(Object read) {
        long cost = count(read);
        if (cost > 1) {
            known.put(read, cost);
            sum += cost;
        }
        return sum;
    }

    private long count(Object read) {
        Class<?> type = read.getClass();
        if (type == BigInteger.class) {
            return countDigits((BigInteger) read);
        }
        if (type == BigDecimal.class) {
            return countDigits(((BigDecimal) read).unscaledValue());
        }
        if (!isOfTheJdk(type) || (wrappersAreClosed && isWrapper(type))) {
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

    private static long countDigits(BigInteger number) {
        return 1L + number.bitLength() / BITS_OF_A_VISIT;
    }

    private long countElements(Collection<?> elements) {
        long cost = 1;
        for (Object element : elements) {
            cost += of(element);
            if (sum + cost > most) {
                return cost;
            }
        }
        return cost;
    }

    private long countEntries(Map<?, ?> map) {
        long cost = 1;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            cost += of(entry.getKey()) + of(entry.getValue());
            if (sum + cost > most) {
                return cost;
            }
        }
        return cost;
    }

    private static boolean isOfTheJdk(Class<?> type) {
        return type.getName().startsWith(OF_THE_JDK);
    }

    private static boolean isWrapper(Class<?> type) {
        return WRAPPERS.stream().anyMatch(type.getName()::startsWith);
    }

    // One that is not known yet holds what holds it.
    private long of(@Nullable Object element) {
        return known.getOrDefault(element, 1L);
    }
}
