package io.amqpjms.engine.testing;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Changes byte strings a little: most of what it makes is still like an original up to some place. The same random numbers make
 * the same mutants. For one thread.
 */
public final class Mutator {
    private static final byte[] EDGES = {0, 1, 0x7f, (byte) 0x80, (byte) 0xff};

    private final List<byte[]> originals;
    private final RandomGenerator random;

    /** Makes mutants of these, none of which is empty. */
    public Mutator(List<byte[]> originals, RandomGenerator random) {
        this.originals = originals;
        this.random = random;
    }

    /** Another mutant. */
    public byte[] next() {
        return mutantOf(any());
    }

    /** Another mutant of this. */
    public byte[] mutantOf(byte[] original) {
        byte[] mutant = original.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            mutant = changed(mutant);
        }
        return mutant;
    }

    private byte[] changed(byte[] bytes) {
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(8)) {
            case 0 -> bytes[at] = (byte) random.nextInt();
            case 1 -> bytes[at] = EDGES[random.nextInt(EDGES.length)];
            case 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 3 -> bytes[at] = bytes[random.nextInt(bytes.length)];
            case 4 -> {
                return spliced(bytes, at, bytes, at + random.nextInt(bytes.length - at));
            }
            case 5 -> {
                byte[] other = any();
                return spliced(bytes, at, other, random.nextInt(other.length));
            }
            case 6 -> {
                int back = random.nextInt(at + 1);
                return spliced(bytes, at, bytes, back);
            }
            default -> {
                for (int i = at; i < Math.min(bytes.length, at + 4); i++) {
                    bytes[i] = EDGES[random.nextInt(EDGES.length)];
                }
            }
        }
        return bytes;
    }

    /** The beginning of one and the end of the other, at least a byte. */
    private static byte[] spliced(byte[] head, int headEnd, byte[] tail, int tailStart) {
        byte[] spliced = new byte[Math.max(1, headEnd + tail.length - tailStart)];
        System.arraycopy(head, 0, spliced, 0, headEnd);
        System.arraycopy(tail, tailStart, spliced, headEnd, tail.length - tailStart);
        return spliced;
    }

    private byte[] any() {
        return originals.get(random.nextInt(originals.size()));
    }
}
