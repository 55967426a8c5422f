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

    private final DeserializationPolicy policy;
    private final long streamSize;
    private @Nullable String refusal;

    PolicyFilter(DeserializationPolicy policy, long streamSize) {
        this.policy = policy;
        this.streamSize = streamSize;
    }

    /** Why the object was refused, null when it was not. */
    @Nullable
    String refusal() {
        return refusal;
    }

    @Override
    public Status checkInput(FilterInfo info) {
        if (info.depth() > policy.maxDepth()) {
            return refuse("its objects lie deeper in one another than jms.deserializationPolicy.maxDepth="
                    + policy.maxDepth() + " allows");
        }
        if (info.arrayLength() > Math.min(policy.maxArrayLength(), streamSize * ELEMENTS_PER_BYTE)) {
            return refuse("an array of " + info.arrayLength() + " elements is more than its " + streamSize
                    + " bytes can fill or jms.deserializationPolicy.maxArrayLength=" + policy.maxArrayLength()
                    + " allows");
        }
        Class<?> type = info.serialClass();
        if (type == null) {
            return Status.UNDECIDED;
        }
        return policy.allows(type) ? Status.ALLOWED : refuse(typeRefusal(type));
    }

    /** Refuses a stream that is too long before any of it is read; text alone would not come by here. */
    boolean isTooLong() {
        if (streamSize > policy.maxBytes()) {
            refuse(streamSize + " bytes are more than jms.deserializationPolicy.maxBytes=" + policy.maxBytes()
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
