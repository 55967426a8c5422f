package io.amqpjms.jms.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.amqpjms.engine.message.AmqpArray;
import io.amqpjms.engine.message.AmqpChar;
import io.amqpjms.engine.message.AmqpType;
import io.amqpjms.engine.message.Binary;
import io.amqpjms.engine.message.Decimal128;
import io.amqpjms.engine.message.Decimal32;
import io.amqpjms.engine.message.Decimal64;
import io.amqpjms.engine.message.Described;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.engine.message.UnsignedByte;
import io.amqpjms.engine.message.UnsignedInt;
import io.amqpjms.engine.message.UnsignedLong;
import io.amqpjms.engine.message.UnsignedShort;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The text form of AMQP values that all interop programs speak: words in prefix order, as in {@code uint 5},
 * {@code list 2 string a null}, {@code map 1 string key int 5}, {@code array int 2 1 2}. Text is percent-encoded, bytes
 * and the bits of floats and decimals are hexadecimal, a char is its number; {@code -} stands for no text or no bytes.
 * {@code pattern-string} and {@code pattern-binary} with a length stand for a large body that each program makes itself.
 */
final class ValueText {

    private static final HexFormat HEX = HexFormat.of();
    private static final int LARGE = 100_000;

    private ValueText() {}

    static @Nullable Object parse(String text) {
        Iterator<String> words = Arrays.asList(text.split(" ")).iterator();
        return parse(words.next(), words);
    }

    private static @Nullable Object parse(String type, Iterator<String> words) {
        return switch (type) {
            case "null" -> null;
            case "list" -> items(Integer.parseInt(words.next()), words);
            case "map" -> entries(Integer.parseInt(words.next()), words);
            case "array" -> array(words.next(), Integer.parseInt(words.next()), words);
            case "described" -> new Described(parse(words.next(), words), parse(words.next(), words));
            default -> simple(type, words.next());
        };
    }

    private static List<@Nullable Object> items(int count, Iterator<String> words) {
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(parse(words.next(), words));
        }
        return items;
    }

    private static Map<@Nullable Object, @Nullable Object> entries(int count, Iterator<String> words) {
        Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            Object key = parse(words.next(), words);
            entries.put(key, parse(words.next(), words));
        }
        return entries;
    }

    private static AmqpArray array(String type, int count, Iterator<String> words) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(parse(type, words));
        }
        return AmqpArray.of(AmqpType.valueOf(type.toUpperCase(Locale.ROOT)), values);
    }

    private static Object simple(String type, String word) {
        String text = word.equals("-") ? "" : word;
        return switch (type) {
            case "boolean" -> Boolean.valueOf(text);
            case "byte" -> Byte.valueOf(text);
            case "short" -> Short.valueOf(text);
            case "int" -> Integer.valueOf(text);
            case "long" -> Long.valueOf(text);
            case "ubyte" -> UnsignedByte.valueOf(Integer.parseInt(text));
            case "ushort" -> UnsignedShort.valueOf(Integer.parseInt(text));
            case "uint" -> UnsignedInt.valueOf(Long.parseLong(text));
            case "ulong" -> UnsignedLong.valueOf(Long.parseUnsignedLong(text));
            case "float" -> Float.intBitsToFloat(HexFormat.fromHexDigits(text));
            case "double" -> Double.longBitsToDouble(HexFormat.fromHexDigitsToLong(text));
            case "decimal32" -> new Decimal32(HexFormat.fromHexDigits(text));
            case "decimal64" -> new Decimal64(HexFormat.fromHexDigitsToLong(text));
            case "decimal128" ->
                new Decimal128(HexFormat.fromHexDigitsToLong(text, 0, 16), HexFormat.fromHexDigitsToLong(text, 16, 32));
            case "char" -> new AmqpChar(Integer.parseInt(text));
            case "string" -> URLDecoder.decode(text, UTF_8);
            case "symbol" -> Symbol.of(URLDecoder.decode(text, UTF_8));
            case "binary" -> Binary.of(HEX.parseHex(text));
            case "timestamp" -> Instant.ofEpochMilli(Long.parseLong(text));
            case "uuid" -> UUID.fromString(text);
            case "pattern-string" -> new String(pattern(Integer.parseInt(text)), UTF_8);
            case "pattern-binary" -> Binary.of(pattern(Integer.parseInt(text)));
            default -> throw new IllegalArgumentException("no such type: " + type);
        };
    }

    /** The printable characters over and over. */
    private static byte[] pattern(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (' ' + i % 95);
        }
        return bytes;
    }

    private static String large(String type, byte[] bytes) {
        return (Arrays.equals(bytes, pattern(bytes.length)) ? "pattern-" : "broken-") + type + " " + bytes.length;
    }

    static String show(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String text && text.length() > LARGE) {
            return large("string", text.getBytes(UTF_8));
        }
        if (value instanceof Binary binary && binary.length() > LARGE) {
            return large("binary", binary.toByteArray());
        }
        if (value instanceof List<?> list) {
            return "list " + list.size()
                    + words(list.stream().map(ValueText::show).toList());
        }
        if (value instanceof Map<?, ?> map) {
            return "map " + map.size()
                    + words(map.entrySet().stream()
                            .map(entry -> show(entry.getKey()) + " " + show(entry.getValue()))
                            .toList());
        }
        if (value instanceof AmqpArray array) {
            return "array " + array.type().name().toLowerCase(Locale.ROOT) + " "
                    + array.values().size()
                    + words(array.values().stream().map(ValueText::element).toList());
        }
        if (value instanceof Described described) {
            return "described " + show(described.descriptor()) + " " + show(described.value());
        }
        return simple(value);
    }

    /** An element of an array goes without the name of its type. */
    private static String element(@Nullable Object value) {
        String text = show(value);
        return text.substring(text.indexOf(' ') + 1);
    }

    private static String words(List<String> shown) {
        return shown.stream().map(text -> " " + text).collect(joining());
    }

    private static String simple(Object value) {
        if (value instanceof Float number) {
            return "float " + HEX.toHexDigits(Float.floatToIntBits(number));
        }
        if (value instanceof Double number) {
            return "double " + HEX.toHexDigits(Double.doubleToLongBits(number));
        }
        if (value instanceof Decimal32 number) {
            return "decimal32 " + HEX.toHexDigits(number.bits());
        }
        if (value instanceof Decimal64 number) {
            return "decimal64 " + HEX.toHexDigits(number.bits());
        }
        if (value instanceof Decimal128 number) {
            return "decimal128 " + HEX.toHexDigits(number.high()) + HEX.toHexDigits(number.low());
        }
        if (value instanceof AmqpChar character) {
            return "char " + character.codePoint();
        }
        if (value instanceof Character character) {
            return "char " + (int) character;
        }
        if (value instanceof byte[] bytes) {
            return show(Binary.of(bytes));
        }
        if (value instanceof Binary binary) {
            return "binary " + orDash(HEX.formatHex(binary.toByteArray()));
        }
        if (value instanceof Instant instant) {
            return "timestamp " + instant.toEpochMilli();
        }
        String name = NAMES.get(value.getClass());
        return name + " " + (value instanceof String || value instanceof Symbol ? encoded(value.toString()) : value);
    }

    private static final Map<Class<?>, String> NAMES = Map.ofEntries(
            Map.entry(Boolean.class, "boolean"),
            Map.entry(Byte.class, "byte"),
            Map.entry(Short.class, "short"),
            Map.entry(Integer.class, "int"),
            Map.entry(Long.class, "long"),
            Map.entry(UnsignedByte.class, "ubyte"),
            Map.entry(UnsignedShort.class, "ushort"),
            Map.entry(UnsignedInt.class, "uint"),
            Map.entry(UnsignedLong.class, "ulong"),
            Map.entry(String.class, "string"),
            Map.entry(Symbol.class, "symbol"),
            Map.entry(UUID.class, "uuid"));

    private static String encoded(String text) {
        StringBuilder out = new StringBuilder();
        for (byte octet : text.getBytes(UTF_8)) {
            if (octet > 0 && Character.isLetterOrDigit(octet)) {
                out.append((char) octet);
            } else {
                out.append('%').append(HEX.withUpperCase().toHexDigits(octet));
            }
        }
        return orDash(out.toString());
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
