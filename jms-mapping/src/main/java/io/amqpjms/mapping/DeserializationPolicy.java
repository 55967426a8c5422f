package io.amqpjms.mapping;

import java.util.Collection;
import java.util.Set;

/**
 * Which classes, and how much of them, an {@code ObjectMessage} may bring in from the wire (JEP 290). The JDK's value
 * types and collections always may; an allow list adds to them, a deny list wins over both. An entry is a class, a
 * package with all below it, or {@code *} for every class. Immutable.
 *
 * @param allow classes and packages allowed beside the JDK's value types
 * @param deny classes and packages refused whatever else is said
 * @param maxDepth how deep objects may lie in one another
 * @param maxArrayLength how many elements an array may have
 * @param maxBytes how many bytes one object may take
 */
public record DeserializationPolicy(
        Set<String> allow, Set<String> deny, int maxDepth, int maxArrayLength, long maxBytes) {

    /** The option that adds to what is allowed. */
    public static final String ALLOW_OPTION = "jms.deserializationPolicy.allowList";

    /** The option that refuses. */
    public static final String DENY_OPTION = "jms.deserializationPolicy.denyList";

    /** The option that bounds how deep objects may lie in one another. */
    public static final String DEPTH_OPTION = "jms.deserializationPolicy.maxDepth";

    /** The option that bounds arrays. */
    public static final String ARRAY_OPTION = "jms.deserializationPolicy.maxArrayLength";

    /** The option that bounds the bytes of an object. */
    public static final String BYTES_OPTION = "jms.deserializationPolicy.maxBytes";

    /** The JDK's value types and collections alone. */
    public static final DeserializationPolicy DEFAULT =
            new DeserializationPolicy(Set.of(), Set.of(), 20, 1 << 24, 1L << 27);

    private static final String EVERYTHING = "*";

    public DeserializationPolicy {
        allow = Set.copyOf(allow);
        deny = Set.copyOf(deny);
        if (maxDepth < 1 || maxArrayLength < 0 || maxBytes < 0) {
            throw new IllegalArgumentException("Limits of deserialization must not be negative: depth " + maxDepth
                    + ", array length " + maxArrayLength + ", bytes " + maxBytes);
        }
    }

    /** The same limits with other lists. */
    public DeserializationPolicy withLists(Collection<String> allowed, Collection<String> denied) {
        return new DeserializationPolicy(Set.copyOf(allowed), Set.copyOf(denied), maxDepth, maxArrayLength, maxBytes);
    }

    /** The same lists with other limits. */
    public DeserializationPolicy withLimits(int depth, int arrayLength, long bytes) {
        return new DeserializationPolicy(allow, deny, depth, arrayLength, bytes);
    }

    /** Whether objects of this class may come in; of an array its innermost element type decides. */
    public boolean allows(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        if (element.isPrimitive()) {
            return true;
        }
        String name = element.getName();
        return !lists(deny, name) && (JdkValueTypes.contain(element) || lists(allow, name));
    }

    private static boolean lists(Set<String> entries, String className) {
        if (entries.isEmpty()) {
            return false;
        }
        if (entries.contains(EVERYTHING) || entries.contains(className)) {
            return true;
        }
        for (int dot = className.lastIndexOf('.'); dot > 0; dot = className.lastIndexOf('.', dot - 1)) {
            if (entries.contains(className.substring(0, dot))) {
                return true;
            }
        }
        return false;
    }
}
