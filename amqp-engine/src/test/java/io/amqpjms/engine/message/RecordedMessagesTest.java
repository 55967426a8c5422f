package io.amqpjms.engine.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.message.RecordedMessages.Recorded;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordedMessagesTest {
    private static final String MALFORMED = "JMS text-lone-surrogate";

    static List<Recorded> recorded() {
        return RecordedMessages.all();
    }

    @Test
    void aStringThatClaimsMoreBytesThanItHasIsRefused() {
        // A peer counted half a surrogate pair as three bytes and wrote one.
        Recorded malformed = recorded().stream()
                .filter(recorded -> recorded.name().equals(MALFORMED))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> AmqpMessage.decode(malformed.bytes())).isInstanceOf(AmqpDecodeException.class);
    }

    static List<Recorded> wellFormed() {
        return recorded().stream()
                .filter(recorded -> !recorded.name().equals(MALFORMED))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("wellFormed")
    void whatIsDecodedAndEncodedAgainStaysTheSame(Recorded recorded) {
        AmqpMessage decoded = AmqpMessage.decode(recorded.bytes());
        byte[] encoded = decoded.encode();
        AmqpMessage again = AmqpMessage.decode(encoded);
        assertThat(again.encode()).isEqualTo(encoded);
        assertThat(again.body()).isEqualTo(decoded.body());
        assertThat(again.applicationProperties()).isEqualTo(decoded.applicationProperties());
        assertThat(again.messageAnnotations()).isEqualTo(decoded.messageAnnotations());
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void aMessageCutShortIsAShorterMessageOrADecodeError(Recorded recorded) {
        byte[] bytes = recorded.bytes();
        for (int length = 0; length < Math.min(bytes.length, 2000); length++) {
            decodesOrIsRefused(Arrays.copyOf(bytes, length));
        }
    }

    @Test
    void mutatedMessagesDecodeOrAreRefused() {
        Random random = new Random(20_240_131);
        List<Recorded> recorded = RecordedMessages.all();
        int runs = Integer.getInteger("amqpjms.fuzz.runs", 200_000);
        for (int i = 0; i < runs; i++) {
            byte[] bytes = recorded.get(random.nextInt(recorded.size())).bytes().clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            decodesOrIsRefused(bytes);
        }
    }

    private static void decodesOrIsRefused(byte[] bytes) {
        assertThatCode(() -> {
                    try {
                        AmqpMessage.decode(bytes);
                    } catch (AmqpDecodeException documented) {
                        assertThat(documented.position()).isBetween(0, bytes.length);
                    }
                })
                .doesNotThrowAnyException();
    }
}
