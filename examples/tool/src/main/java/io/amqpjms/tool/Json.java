package io.amqpjms.tool;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values as JSON: bytes in base64, a described value by its descriptor, and what JSON has no form for as a string. Pure.
 */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** On one line. */
    static String of(@Nullable Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(json, value);
        } catch (IOException e) {
            throw new UncheckedIOException("write JSON into memory", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            writeMap(json, map);
        } else if (value instanceof Map.Entry<?, ?> described) {
            writeMap(json, Collections.singletonMap(described.getKey(), described.getValue()));
        } else if (value instanceof List<?> list) {
            writeList(json, list);
        } else if (value instanceof byte[] bytes) {
            json.writeBinary(bytes);
        } else if (value != null && value.getClass().isArray()) {
            writeList(json, listOf(value));
        } else {
            writeSingle(json, value);
        }
    }

    @SuppressWarnings("JavaUtilDate") // What a timestamp is to JMS.
    private static void writeSingle(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Number number) {
            writeNumber(json, number);
        } else if (value instanceof Date time) {
            json.writeString(time.toInstant().toString());
        } else {
            json.writeString(value.toString());
        }
    }

    private static void writeList(JsonGenerator json, List<?> list) throws IOException {
        json.writeStartArray();
        for (Object element : list) {
            write(json, element);
        }
        json.writeEndArray();
    }

    private static List<@Nullable Object> listOf(Object array) {
        int length = Array.getLength(array);
        List<@Nullable Object> elements = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            elements.add(Array.get(array, i));
        }
        return elements;
    }

    private static void writeMap(JsonGenerator json, Map<?, ?> map) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.writeFieldName(String.valueOf(entry.getKey()));
            write(json, entry.getValue());
        }
        json.writeEndObject();
    }

    // The generator quotes what is no number in JSON, such as NaN.
    private static void writeNumber(JsonGenerator json, Number number) throws IOException {
        if (number instanceof Float one) {
            json.writeNumber(one);
        } else if (number instanceof Double one) {
            json.writeNumber(one);
        } else if (number instanceof BigInteger one) {
            json.writeNumber(one);
        } else if (number instanceof BigDecimal one) {
            json.writeNumber(one);
        } else {
            json.writeNumber(number.longValue());
        }
    }
}
