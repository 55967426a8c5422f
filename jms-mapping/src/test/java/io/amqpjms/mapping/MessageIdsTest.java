package io.amqpjms.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.message.Binary;
import io.amqpjms.engine.message.UnsignedLong;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of message and correlation ids. */
class MessageIdsTest {

    private static final UUID SOME_UUID = UUID.fromString("12345678-1234-5678-1234-567812345678");

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of("plain-1", "ID:AMQP_NO_PREFIX:plain-1", "plain-1"),
                Arguments.of("", "ID:AMQP_NO_PREFIX:", ""),
                Arguments.of("ID:one", "ID:one", "ID:one"),
                Arguments.of("ID:", "ID:", "ID:"),
                Arguments.of("id:low", "ID:AMQP_NO_PREFIX:id:low", "id:low"),
                Arguments.of("ID:AMQP_OTHER:x", "ID:AMQP_OTHER:x", "ID:AMQP_OTHER:x"),
                Arguments.of("ID:AMQP_UUID:x", "ID:AMQP_STRING:ID:AMQP_UUID:x", "ID:AMQP_STRING:ID:AMQP_UUID:x"),
                Arguments.of("ID:AMQP_STRING:x", "ID:AMQP_STRING:ID:AMQP_STRING:x", "ID:AMQP_STRING:ID:AMQP_STRING:x"),
                Arguments.of(SOME_UUID, "ID:AMQP_UUID:" + SOME_UUID, "ID:AMQP_UUID:" + SOME_UUID),
                Arguments.of(
                        UnsignedLong.valueOf(-1L),
                        "ID:AMQP_ULONG:18446744073709551615",
                        "ID:AMQP_ULONG:18446744073709551615"),
                Arguments.of(
                        Binary.of(new byte[] {0, (byte) 0xab, -1}), "ID:AMQP_BINARY:00ABFF", "ID:AMQP_BINARY:00ABFF"));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void idIsReadAndTurnedBack(Object id, String messageId, String correlationId) throws JMSException {
        assertThat(MessageIds.toMessageId(id)).isEqualTo(messageId);
        assertThat(MessageIds.toCorrelationId(id)).isEqualTo(correlationId);
        assertThat(MessageIds.fromJms(messageId)).isEqualTo(id);
        assertThat(MessageIds.fromJms(correlationId)).isEqualTo(id);
    }

    @Test
    void hexadecimalDigitsMayBeLowerCase() throws JMSException {
        assertThat(MessageIds.fromJms("ID:AMQP_BINARY:00abff")).isEqualTo(Binary.of(new byte[] {0, (byte) 0xab, -1}));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ID:AMQP_ULONG:x",
                "ID:AMQP_ULONG:18446744073709551616",
                "ID:AMQP_ULONG:-1",
                "ID:AMQP_ULONG:+7",
                "ID:AMQP_ULONG:007",
                "ID:AMQP_UUID:1-2-3-4-5",
                "ID:AMQP_UUID:nonsense",
                "ID:AMQP_BINARY:abc",
                "ID:AMQP_BINARY:zz"
            })
    void brokenPromiseOfAPrefixIsRefused(String id) {
        assertThatThrownBy(() -> MessageIds.fromJms(id))
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining(id);
    }

    @Test
    void bytesAreThoseOfABinaryIdAlone() throws JMSException {
        assertThat(MessageIds.bytes(Binary.of(new byte[] {1}))).containsExactly(1);
        assertThat(MessageIds.bytes(null)).isNull();
        assertThatThrownBy(() -> MessageIds.bytes("text")).isInstanceOf(JMSException.class);
    }

    @Test
    void absentIdIsNull() throws JMSException {
        assertThat(MessageIds.toMessageId(null)).isNull();
        assertThat(MessageIds.toCorrelationId(null)).isNull();
        assertThat(MessageIds.fromJms(null)).isNull();
    }
}
