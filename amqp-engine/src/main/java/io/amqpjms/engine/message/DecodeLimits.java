package io.amqpjms.engine.message;

/**
 * What the decoder bears from a stranger. Sizes and counts can in any case be no larger than the bytes that came.
 * Immutable.
 *
 * @param maxDepth how deep lists, maps, arrays and described values may be nested
 * @param maxEmptyElements how many elements that take no bytes, such as nulls, the arrays of a section may have; descriptors count
 *     with each element they describe, beyond eight for each byte of the elements
 * @param maxElements how many elements the lists, maps and arrays of a section may have, and how many sections a body; keys
 *     and values of a map count each, and so do the descriptors of each element of an array. An element of one byte may take up
 *     a hundred times that in the heap.
 */
public record DecodeLimits(int maxDepth, int maxEmptyElements, int maxElements) {
    /** 32 deep, 65,536 elements without bytes, and one element for each 256 bytes of the heap, from 65,536 to 16 million. */
    public static final DecodeLimits DEFAULT = new DecodeLimits(32, 65_536, (int)
            Math.min(1 << 24, Math.max(1 << 16, Runtime.getRuntime().maxMemory() / 256)));

    public DecodeLimits {
        if (maxDepth < 1 || maxEmptyElements < 0 || maxElements < 1) {
            throw new IllegalArgumentException("A decode limit is negative or leaves nothing: depth " + maxDepth
                    + ", empty elements " + maxEmptyElements + ", elements " + maxElements);
        }
    }

    public DecodeLimits withMaxDepth(int most) {
        return new DecodeLimits(most, maxEmptyElements, maxElements);
    }

    public DecodeLimits withMaxElements(int most) {
        return new DecodeLimits(maxDepth, maxEmptyElements, most);
    }
}
