package io.amqpjms.mapping.message;

import io.amqpjms.mapping.DeserializationPolicy;
import java.io.ObjectInputFilter;
import org.jspecify.annotations.Nullable;

/**
 * Holds one deserialization to a policy, and remembers why it refused. An array may have no more elements than a
 * stream of that size can fill, whatever its length field claims. For one use by one thread.
 */
final class PolicyFilter implements ObjectInputFilter {

    /** A hash table announces a few times more slots than it has entries. */
    private static final long ELEMENTS_PER_BYTE = 8;

    /** A collection that stands in a stream many times is visited as often. */
    private static final long VISITS_PER_BYTE = 64;

    private static final long VISITS_ALWAYS = 1_000_000;

    private final DeserializationPolicy policy;
    private final long streamSize;
    private final HashCost cost;
    private long elements;
    private @Nullable String refusal;

    PolicyFilter(DeserializationPolicy policy, long streamSize) {
        this.policy = policy;
        this.streamSize = streamSize;
        this.cost = new HashCost(mostVisits());
    }

    /** Why the object was refused, null when it was not. */
    @Nullable
    String refusal() {
        return refusal;
    }

    @Override
    public Status checkInput(FilterInfo info) {
        if (info.depth() > policy.maxDepth()) {
            return refuse("its objects lie deeper in one another than " + DeserializationPolicy.DEPTH_OPTION + "="
                    + policy.maxDepth() + " allows");
        }
        elements += Math.max(0, info.arrayLength());
        if (info.arrayLength() > policy.maxArrayLength() || elements > streamSize * ELEMENTS_PER_BYTE) {
            return refuse("an array of " + info.arrayLength() + " elements, " + elements
                    + " with those before it, is more than its " + streamSize
                    + " bytes can fill or " + DeserializationPolicy.ARRAY_OPTION + "=" + policy.maxArrayLength()
                    + " allows");
        }
        Class<?> type = info.serialClass();
        if (type == null) {
            return Status.UNDECIDED;
        }
        cost.meet(type);
        return policy.allows(type) ? Status.ALLOWED : refuse(typeRefusal(type));
    }

    /** Whether the objects that were read hold others so often that hashes of them would take too long. */
    boolean isTooEntangled(Object read) {
        if (cost.add(read) > mostVisits()) {
            refuse("its collections hold one another so often that hashes of them would visit more than " + mostVisits()
                    + " objects, for " + streamSize + " bytes");
        }
        return refusal != null;
    }

    private long mostVisits() {
        return VISITS_ALWAYS + streamSize * VISITS_PER_BYTE;
    }

    /** Refuses a stream that is too long before any of it is read; text alone would not come by here. */
    boolean isTooLong() {
        if (streamSize > policy.maxBytes()) {
            refuse(streamSize + " bytes are more than " + DeserializationPolicy.BYTES_OPTION + "=" + policy.maxBytes()
                    + " allows");
        }
        return refusal != null;
    }

    private static String typeRefusal(Class<?> type) {
        return "class " + type.getTypeName() + " is not allowed; " + DeserializationPolicy.ALLOW_OPTION
                + " names the classes and packages that are, " + DeserializationPolicy.DENY_OPTION
                + " those that are not";
    }

    private Status refuse(String why) {
        refusal = "The object of the ObjectMessage was refused: " + why;
        return Status.REJECTED;
    }
}
