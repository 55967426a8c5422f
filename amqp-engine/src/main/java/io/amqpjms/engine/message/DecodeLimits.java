package io.amqpjms.engine.message;

/**
 * What the decoder bears from a stranger. Sizes and counts can in any case be no larger than the bytes that came.
 * Immutable.
 *
 * @param maxDepth how deep lists, maps, arrays and described values may be nested
 * @param maxEmptyElements how many elements that take no bytes, such as nulls, the arrays of a section may have
 */
public record DecodeLimits(int maxDepth, int maxEmptyElements) {
    /** 32 deep, 65536 elements without bytes in a section. */
    public static final DecodeLimits DEFAULT = new DecodeLimits(32, 65_536);

    public DecodeLimits {
        if (maxDepth < 1 || maxEmptyElements < 0) {
            throw new IllegalArgumentException("A decode limit is negative or leaves no depth: depth " + maxDepth
                    + ", empty elements " + maxEmptyElements);
        }
    }
}
