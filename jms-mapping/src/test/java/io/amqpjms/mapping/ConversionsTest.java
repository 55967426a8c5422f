package io.amqpjms.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.message.AmqpChar;
import io.amqpjms.engine.message.Binary;
import io.amqpjms.engine.message.Decimal32;
import io.amqpjms.engine.message.Described;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.engine.message.UnsignedByte;
import io.amqpjms.engine.message.UnsignedInt;
import io.amqpjms.engine.message.UnsignedLong;
import io.amqpjms.engine.message.UnsignedShort;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The conversion tables of JMS 3.1 §3.5.4 and §3.11.3, and what they say of AMQP's own types. */
class ConversionsTest {

    /** A column of the tables. */
    enum Getter {
        BOOLEAN(Conversions::toBoolean),
        BYTE(Conversions::toByte),
        SHORT(Conversions::toShort),
        CHAR(Conversions::toChar),
        INT(Conversions::toInt),
        LONG(Conversions::toLong),
        FLOAT(Conversions::toFloat),
        DOUBLE(Conversions::toDouble),
        STRING(Conversions::toText),
        BYTES(Conversions::toBytes);

        @SuppressWarnings("ImmutableEnumChecker")
        private final Reading reading;

        Getter(Reading reading) {
            this.reading = reading;
        }

        Object read(Object value) throws JMSException {
            return reading.of(value, "v");
        }
    }

    interface Reading {
        Object of(Object value, String name) throws JMSException;
    }

    static Stream<Arguments> table() {
        return Stream.of(
                row(true, Getter.BOOLEAN, Getter.STRING),
                row((byte) 5, Getter.BYTE, Getter.SHORT, Getter.INT, Getter.LONG, Getter.STRING),
                row((short) 5, Getter.SHORT, Getter.INT, Getter.LONG, Getter.STRING),
                row('5', Getter.CHAR, Getter.STRING),
                row(5, Getter.INT, Getter.LONG, Getter.STRING),
                row(5L, Getter.LONG, Getter.STRING),
                row(5F, Getter.FLOAT, Getter.DOUBLE, Getter.STRING),
                row(5D, Getter.DOUBLE, Getter.STRING),
                row("5", except(Getter.CHAR, Getter.BYTES)),
                row(new byte[] {5}, Getter.BYTES),
                row(UnsignedByte.valueOf(5), Getter.BYTE, Getter.SHORT, Getter.INT, Getter.LONG, Getter.STRING),
                row(UnsignedByte.valueOf(255), Getter.SHORT, Getter.INT, Getter.LONG, Getter.STRING),
                row(UnsignedShort.valueOf(65535), Getter.INT, Getter.LONG, Getter.STRING),
                row(UnsignedInt.valueOf(5), Getter.BYTE, Getter.SHORT, Getter.INT, Getter.LONG, Getter.STRING),
                row(UnsignedInt.valueOf(4294967295L), Getter.LONG, Getter.STRING),
                row(UnsignedLong.valueOf(1L << 40), Getter.LONG, Getter.STRING),
                row(UnsignedLong.valueOf(-1L), Getter.STRING),
                row(Symbol.of("5"), except(Getter.CHAR, Getter.BYTES)),
                row(new AmqpChar('5'), Getter.CHAR, Getter.STRING),
                row(new AmqpChar(0x1F600), Getter.STRING),
                row(Instant.EPOCH, Getter.LONG, Getter.STRING),
                row(new UUID(1, 2), Getter.STRING),
                row(new Decimal32(5), Getter.STRING),
                row(Binary.of(new byte[] {5}), Getter.BYTES),
                row(new Described(Symbol.of("x"), 5), Getter.INT, Getter.LONG, Getter.STRING),
                row(List.of(5)));
    }

    private static Arguments row(Object value, Getter... readable) {
        return Arguments.of(value, Set.copyOf(Arrays.asList(readable)));
    }

    private static Getter[] except(Getter... getters) {
        return EnumSet.complementOf(EnumSet.copyOf(List.of(getters))).toArray(Getter[]::new);
    }

    @ParameterizedTest
    @MethodSource("table")
    void valueIsReadByTheGettersOfItsRowAlone(Object value, Set<Getter> readable) throws JMSException {
        for (Getter getter : Getter.values()) {
            if (readable.contains(getter)) {
                assertThat(getter.read(value)).as(getter.name()).isNotNull();
            } else {
                assertThatThrownBy(() -> getter.read(value))
                        .as(getter.name())
                        .isInstanceOf(MessageFormatException.class)
                        .hasMessageContaining("v");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Getter.class,
            names = {"BYTE", "SHORT", "INT", "LONG"})
    void nullAsAnIntegerIsNoNumber(Getter getter) {
        assertThatThrownBy(() -> getter.read(null)).isInstanceOf(NumberFormatException.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Getter.class,
            names = {"CHAR", "FLOAT", "DOUBLE"})
    void nullAsACharOrAFractionIsMissing(Getter getter) {
        assertThatThrownBy(() -> getter.read(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void nullAsABooleanIsFalseAndAsTextOrBytesNull() throws JMSException {
        assertThat(Conversions.toBoolean(null, "v")).isFalse();
        assertThat(Conversions.toText(null, "v")).isNull();
        assertThat(Conversions.toBytes(null, "v")).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = Getter.class,
            names = {"BYTE", "SHORT", "INT", "LONG", "FLOAT", "DOUBLE"})
    void textThatIsNoNumberIsSaidSo(Getter getter) {
        assertThatThrownBy(() -> getter.read("five")).isInstanceOf(NumberFormatException.class);
    }

    @ParameterizedTest
    @CsvSource({"true,true", "TRUE,true", "yes,false", "'',false"})
    void textIsReadAsBooleanDoesIt(String text, boolean expected) throws JMSException {
        assertThat(Conversions.toBoolean(text, "v")).isEqualTo(expected);
    }

    @Test
    void bytesAreACopy() throws JMSException {
        byte[] held = {1, 2};

        Conversions.toBytes(held, "v")[0] = 9;

        assertThat(held).containsExactly(1, 2);
    }
}
