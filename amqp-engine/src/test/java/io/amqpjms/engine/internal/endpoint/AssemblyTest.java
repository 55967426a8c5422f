package io.amqpjms.engine.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.message.Body;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.qpid.proton.codec.CompositeReadableBuffer;
import org.apache.qpid.proton.codec.ReadableBuffer;
import org.junit.jupiter.api.Test;

class AssemblyTest {
    private static final int LIMIT = 1 << 20;
    private static final int MOST_PARTS = 10_000;

    private final Assembly assembly = new Assembly(LIMIT, MOST_PARTS);

    private static ReadableBuffer buffer(byte[] bytes) {
        return ReadableBuffer.ByteBufferReader.wrap(bytes);
    }

    private byte[] assembled(byte[] message, int size) {
        for (int at = 0; at < message.length; at += size) {
            int end = Math.min(message.length, at + size);
            assertThat(assembly.add(buffer(Arrays.copyOfRange(message, at, end)), end < message.length))
                    .isTrue();
        }
        return assembly.finish();
    }

    private static byte[] message(int body) {
        byte[] bytes = new byte[body];
        new Random(7).nextBytes(bytes);
        return new AmqpMessage().body(Body.Data.of(bytes)).encode();
    }

    @Test
    void messageOfOnePartIsNotCopied() {
        byte[] message = message(100);
        assembly.add(buffer(message), false);
        assertThat(assembly.finish()).isSameAs(message);
    }

    @Test
    void messageIsTheSameHoweverItIsCut() {
        byte[] message = message(50_000);
        for (int size : List.of(1_000, 4_096, 12_499, 12_500, 25_000, 49_999, 50_007)) {
            assertThat(assembled(message, size)).isEqualTo(message);
        }
    }

    @Test
    void messageThatDoesNotTellItsSizeIsPutTogetherToo() {
        byte[] unknown = new byte[10_000];
        new Random(9).nextBytes(unknown);
        assertThat(assembled(unknown, 999)).isEqualTo(unknown);
    }

    @Test
    void messageMayBeLongerThanItsFirstSectionSays() {
        byte[] first = message(20_000);
        byte[] all = Arrays.copyOf(first, 90_000);
        assertThat(assembled(all, 7_000)).isEqualTo(all);
    }

    @Test
    void messageMayBeShorterThanItsFirstSectionSays() {
        byte[] cut = Arrays.copyOf(message(20_000), 15_000);
        assertThat(assembled(cut, 7_000)).isEqualTo(cut);
    }

    @Test
    void partOfManyArraysIsTakenWhole() {
        byte[] message = message(20_000);
        CompositeReadableBuffer part = new CompositeReadableBuffer();
        part.append(Arrays.copyOfRange(message, 0, 8_000));
        part.append(Arrays.copyOfRange(message, 8_000, 16_000));
        assembly.add(part, true);
        assembly.add(buffer(Arrays.copyOfRange(message, 16_000, message.length)), false);
        assertThat(assembly.finish()).isEqualTo(message);
    }

    @Test
    void messageThatBecomesLargerThanItMayIsRefused() {
        byte[] part = Arrays.copyOf(message(2 * LIMIT), LIMIT / 2);
        assertThat(assembly.add(buffer(part), true)).isTrue();
        assertThat(assembly.add(buffer(part), true)).isTrue();
        assertThat(assembly.add(buffer(new byte[1]), true)).isFalse();
    }

    @Test
    void messageInMorePartsThanItMayHaveIsRefused() {
        Assembly few = new Assembly(LIMIT, 2);
        assertThat(few.add(buffer(new byte[1]), true)).isTrue();
        assertThat(few.add(buffer(new byte[0]), true)).isTrue();
        assertThat(few.add(buffer(new byte[1]), true)).isFalse();
        assertThat(few.isCutTooSmall()).isTrue();
    }
}
