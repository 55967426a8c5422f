package io.amqpjms.engine.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final UUID ID = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    /** Each type of AMQP 1.0 §1.6 with its shortest encoding. */
    static Stream<Arguments> values() {
        return Stream.of(
                arguments(null, "40"),
                arguments(true, "41"),
                arguments(false, "42"),
                arguments(UnsignedByte.valueOf(255), "50ff"),
                arguments(UnsignedShort.valueOf(65_535), "60ffff"),
                arguments(UnsignedInt.valueOf(0), "43"),
                arguments(UnsignedInt.valueOf(255), "52ff"),
                arguments(UnsignedInt.valueOf(4_294_967_295L), "70ffffffff"),
                arguments(UnsignedLong.valueOf(0), "44"),
                arguments(UnsignedLong.valueOf(255), "53ff"),
                arguments(UnsignedLong.valueOf(-1), "80ffffffffffffffff"),
                arguments((byte) -128, "5180"),
                arguments((short) -32_768, "618000"),
                arguments(-128, "5480"),
                arguments(128, "7100000080"),
                arguments(Integer.MIN_VALUE, "7180000000"),
                arguments(127L, "557f"),
                arguments(Long.MIN_VALUE, "818000000000000000"),
                arguments(-0.0f, "7280000000"),
                arguments(Float.NaN, "727fc00000"),
                arguments(1.5, "823ff8000000000000"),
                arguments(new Decimal32(0x2250_0001), "7422500001"),
                arguments(new Decimal64(1), "840000000000000001"),
                arguments(new Decimal128(1, 2), "9400000000000000010000000000000002"),
                arguments(new AmqpChar(0x1f600), "730001f600"),
                arguments(Instant.ofEpochMilli(-1), "83ffffffffffffffff"),
                arguments(ID, "9800112233445566778899aabbccddeeff"),
                arguments(Binary.of(new byte[] {1, 2}), "a0020102"),
                arguments("é€😀", "a109c3a9e282acf09f9880"),
                arguments("", "a100"),
                arguments(Symbol.of("a:b"), "a303613a62"),
                arguments(List.of(), "45"),
                arguments(Arrays.asList("x", null), "c00502a1017840"),
                arguments(Map.of(), "c10100"),
                arguments(Map.of("k", 1), "c10602a1016b5401"),
                arguments(new Described(Symbol.of("d"), 1), "00a301645401"),
                arguments(AmqpArray.of(AmqpType.INT, List.of(1, -1)), "f00000000d000000027100000001ffffffff"),
                arguments(AmqpArray.of(AmqpType.STRING, List.of("a", "")), "f00000000e00000002b1000000016100000000"),
                arguments(
                        new AmqpArray(AmqpType.UBYTE, List.of(Symbol.of("d")), List.of(UnsignedByte.valueOf(1))),
                        "f00000000a0000000100a301645001"));
    }

    private static byte[] encoded(@Nullable Object value) {
        AmqpWriter writer = new AmqpWriter();
        writer.writeObject(value);
        return writer.take();
    }

    @ParameterizedTest
    @MethodSource("values")
    void eachTypeHasItsShortestForm(@Nullable Object value, String hex) {
        assertThat(HEX.formatHex(encoded(value))).isEqualTo(hex);
    }

    @ParameterizedTest
    @MethodSource("values")
    void eachTypeComesBackAsItself(@Nullable Object value, String hex) {
        AmqpReader reader = new AmqpReader(HEX.parseHex(hex));
        assertThat(reader.readObject()).isEqualTo(value);
        assertThat(reader.hasMore()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("values")
    void eachTypeCanBePassedOver(@Nullable Object value, String hex) {
        AmqpReader reader = new AmqpReader(HEX.parseHex(hex + "41"));
        reader.skip();
        assertThat(reader.readObject()).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 250, 251, 252, 253, 254, 255, 256, 257, 300, 70_000})
    void sizesAroundTheBordersOfTheFormsComeBack(int size) {
        String text = "x".repeat(size);
        assertThat(new AmqpReader(encoded(text)).readObject()).isEqualTo(text);
        assertThat(new AmqpReader(encoded(List.of(text))).readObject()).isEqualTo(List.of(text));
        List<Boolean> flags = java.util.Collections.nCopies(size, true);
        assertThat(new AmqpReader(encoded(flags)).readObject()).isEqualTo(flags);
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(i, null);
        }
        assertThat(new AmqpReader(encoded(map)).readObject()).isEqualTo(map);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 300})
    void arraysOfEveryTypeComeBack(int count) {
        values().map(arguments -> arguments.get()[0])
                .filter(java.util.Objects::nonNull)
                .forEach(value -> {
                    AmqpType type = AmqpType.ofCode(encoded(value)[0] & 0xff);
                    if (type != null && !(value instanceof Described)) {
                        AmqpArray array = AmqpArray.of(type, java.util.Collections.nCopies(count, value));
                        assertThat(new AmqpReader(encoded(array)).readObject()).isEqualTo(array);
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\ud83db", "\udc00", "x\ud83d"})
    void halfASurrogatePairIsRefusedWithItsPlaceOrReplaced(String text) {
        assertThatThrownBy(() -> encoded(text))
                .isInstanceOf(AmqpEncodeException.class)
                .hasMessageContaining("at index");
        AmqpWriter writer = new AmqpWriter().replacingLoneSurrogates();
        writer.writeString(text);
        assertThat(new AmqpReader(writer.take()).readString()).isEqualTo(text.replaceAll("[\ud800-\udfff]", "\ufffd"));
    }

    @Test
    void aValueWithoutAmqpTypeIsRefusedByName() {
        assertThatThrownBy(() -> encoded(Thread.State.NEW))
                .isInstanceOf(AmqpEncodeException.class)
                .hasMessageContaining("java.lang.Thread$State");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "a105", // text without its bytes
                "a101ff", // not UTF-8
                "a30180", // not ASCII
                "b17fffffff61", // text longer than the input
                "b1ffffffff61", // size beyond 2^31
                "d00000000800ffffff40", // more elements than bytes
                "c10301a10140", // key without value
                "c0020140ff", // list longer than its elements, by the next byte
                "f0000000057fffffff40", // two thousand million nulls
                "5602", // neither true nor false
                "7300110000", // beyond Unicode
                "99", // no such type
                "00" // descriptor without anything
            })
    void whatIsNotAmqpIsADecodeError(String hex) {
        AmqpReader reader = new AmqpReader(HEX.parseHex(hex));
        assertThatThrownBy(() -> {
                    while (true) {
                        reader.readObject();
                    }
                })
                .isInstanceOf(AmqpDecodeException.class);
    }

    @Test
    void deepNestingIsRefused() {
        Object nested = List.of();
        for (int i = 0; i < 100; i++) {
            nested = List.of(nested);
        }
        byte[] bytes = encoded(nested);
        assertThatThrownBy(() -> new AmqpReader(bytes).readObject())
                .isInstanceOf(AmqpDecodeException.class)
                .hasMessageContaining("deeper than 32");
        assertThatThrownBy(() -> new AmqpReader(new byte[1_000_000]).readObject())
                .isInstanceOf(AmqpDecodeException.class);
        assertThatThrownBy(() -> new AmqpReader(new byte[1_000_000]).skip()).isInstanceOf(AmqpDecodeException.class);
    }

    @Test
    void unsignedNumbersRefuseWhatTheyCannotHold() {
        assertThatThrownBy(() -> UnsignedByte.valueOf(256)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UnsignedShort.valueOf(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UnsignedInt.parse("4294967296")).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> UnsignedLong.valueOf(BigInteger.ONE.shiftLeft(64)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(UnsignedLong.parse("18446744073709551615").bigIntegerValue()).isEqualTo("18446744073709551615");
    }

    @Test
    void severalBodySectionsAreKept() {
        AmqpMessage message =
                new AmqpMessage().body(new Body.Data(List.of(Binary.of(new byte[] {1}), Binary.of(new byte[] {2, 3}))));
        Body body = AmqpMessage.decode(message.encode()).body();
        assertThat(body).isEqualTo(message.body());
        assertThat(((Body.Data) body).joined()).containsExactly(1, 2, 3);
    }

    @Test
    void aWholeMessageComesBack() {
        AmqpMessage message = AmqpMessage.of("text");
        message.header().durable(true).ttl(UnsignedInt.valueOf(5)).deliveryCount(2);
        message.messageAnnotations().put(Symbol.of("x-opt-a"), (byte) 1);
        message.deliveryAnnotations().put(Symbol.of("d"), "v");
        message.properties()
                .messageId(ID)
                .userId(Binary.of(new byte[] {1}))
                .to("q")
                .subject("s")
                .replyTo("r")
                .correlationId(UnsignedLong.valueOf(7))
                .contentType(Symbol.of("text/plain"))
                .contentEncoding(Symbol.of("identity"))
                .absoluteExpiryTime(1)
                .creationTime(2)
                .groupId("g")
                .groupSequence(UnsignedInt.valueOf(3_000_000_000L))
                .replyToGroupId("rg");
        message.applicationProperties().put("k", null);
        message.footer().put(Symbol.of("f"), 1L);
        assertThat(AmqpMessage.decode(message.encode()))
                .usingRecursiveComparison()
                .usingOverriddenEquals()
                .isEqualTo(message);
    }

    @Test
    void sectionsMayBeNamedInWords() {
        byte[] named = HEX.parseHex("00a310"
                + HEX.formatHex(
                        "amqp:amqp-value:*".substring(0, 16).getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        assertThatThrownBy(() -> new EncodedMessage(named)).isInstanceOf(AmqpDecodeException.class);
        AmqpWriter writer = new AmqpWriter();
        writer.writeDescribed(new Described(Symbol.of("amqp:amqp-value:*"), "hi"));
        assertThat(AmqpMessage.decode(writer.take()).body()).isEqualTo(new Body.Value("hi"));
    }

    @Test
    void elementsWithoutBytesAreCountedOverAllArrays() {
        AmqpArray nulls = AmqpArray.of(AmqpType.NULL, java.util.Collections.nCopies(40_000, null));
        byte[] two = encoded(List.of(nulls, nulls));
        assertThat(two).hasSizeLessThan(40);
        assertThatThrownBy(() -> new AmqpReader(two).readObject())
                .isInstanceOf(AmqpDecodeException.class)
                .hasMessageContaining("beyond the limit of 65536");
        assertThat(new AmqpReader(encoded(List.of(nulls))).readObject()).isEqualTo(List.of(nulls));
    }

    @Test
    void elementsAreCountedOverAllListsMapsAndArrays() {
        AmqpArray array = AmqpArray.of(AmqpType.INT, List.of(1, 2, 3));
        byte[] bytes = encoded(List.of(List.of(1, 2), Map.of("a", 1), array));
        assertThat(reader(bytes, 10).readObject()).isEqualTo(new AmqpReader(bytes).readObject());
        assertThatThrownBy(() -> reader(bytes, 9).readObject())
                .isInstanceOf(AmqpDecodeException.class)
                .hasMessageContaining("more than 9 elements");
    }

    @Test
    void descriptorsOfArrayElementsAreCountedWithEachElement() {
        AmqpArray array = new AmqpArray(AmqpType.INT, List.of("a", "b"), List.of(1, 2, 3));
        byte[] bytes = encoded(array);
        assertThat(reader(bytes, 9).readObject()).isEqualTo(array);
        assertThatThrownBy(() -> reader(bytes, 8).readObject())
                .isInstanceOf(AmqpDecodeException.class)
                .hasMessageContaining("more than 8 elements");
    }

    @Test
    void instantThatNoTimestampHoldsIsRefused() {
        for (Object value : List.of(Instant.MAX, Instant.MIN, AmqpArray.of(AmqpType.TIMESTAMP, List.of(Instant.MAX)))) {
            assertThatThrownBy(() -> encoded(value))
                    .isInstanceOf(AmqpEncodeException.class)
                    .hasMessageContaining("timestamp");
        }
    }

    private static AmqpReader reader(byte[] bytes, int maxElements) {
        return new AmqpReader(bytes, 0, bytes.length, DecodeLimits.DEFAULT.withMaxElements(maxElements));
    }

    @Test
    void keysThatWouldMakeAMapSlowAreFew() {
        for (IntFunction<Object> key :
                List.<IntFunction<Object>>of(List::of, i -> i % 2 == 0 ? "k" + i : Symbol.of("k" + i))) {
            assertThat(new AmqpReader(encoded(mapOf(100, key))).readObject()).isEqualTo(mapOf(100, key));
            byte[] many = encoded(mapOf(300, key));
            assertThatThrownBy(() -> new AmqpReader(many).readObject())
                    .isInstanceOf(AmqpDecodeException.class)
                    .hasMessageContaining("more than 100 keys");
        }
        assertThat(new AmqpReader(encoded(mapOf(300, Integer::valueOf))).readObject())
                .isEqualTo(mapOf(300, Integer::valueOf));
    }

    private static Map<Object, Object> mapOf(int size, IntFunction<Object> key) {
        return IntStream.range(0, size).boxed().collect(Collectors.toMap(key::apply, i -> i));
    }

    @Test
    void sectionsOfABodyAreCountedToo() {
        byte[] section = {0, 0x53, 0x75, (byte) 0xa0, 0};
        ByteBuffer body = ByteBuffer.allocate(3 * section.length);
        body.put(section).put(section).put(section);
        DecodeLimits two = DecodeLimits.DEFAULT.withMaxElements(2);
        assertThatThrownBy(() -> AmqpMessage.decode(body.array(), 0, body.capacity(), two))
                .isInstanceOf(AmqpDecodeException.class)
                .hasMessageContaining("more than 2 elements");
    }

    @Test
    void replacementCharacterThatWasSentIsNoError() {
        assertThat(new AmqpReader(encoded("a\ufffdb")).readString()).isEqualTo("a\ufffdb");
        assertThatThrownBy(() -> new AmqpReader(HEX.parseHex("a10161".replace("61", "ff"))).readString())
                .isInstanceOf(AmqpDecodeException.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void serializedBinaryHasNothingOfTheArrayAroundIt() throws Exception {
        Binary slice = Binary.of("secret:open".getBytes(US_ASCII), 7, 4);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
            objects.writeObject(slice);
        }
        assertThat(out.toString(ISO_8859_1)).contains("open").doesNotContain("secret");
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(slice);
        }
    }
}
