package io.amqpjms.tool;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How messages are printed. For one thread. */
final class Printing {
    private static final Set<String> TIMES = Set.of("JMSTimestamp", "JMSDeliveryTime", "JMSExpiration");

    @Option(names = "--headers", description = "print headers and properties before each body")
    private boolean headers;

    @Option(
            names = "--json",
            description = "print an object a line, with type, headers, properties and body (bytes in base64)")
    private boolean json;

    /**
     * Prints a message, at once.
     *
     * @throws Unsuccessful if the output takes no more
     */
    void print(PrintWriter out, Message message) throws JMSException {
        Received received = Received.of(message);
        if (json) {
            out.println(asJson(received));
        } else {
            if (headers) {
                printHeaders(out, received);
            }
            out.println(asText(received));
        }
        if (out.checkError()) {
            throw new Unsuccessful(
                    Output.FAILED,
                    "Is it still open? A terminal may lack a character; a file or a pipe takes all, in UTF-8.");
        }
    }

    private static String asJson(Received received) {
        Map<String, @Nullable Object> parts = new LinkedHashMap<>();
        parts.put("type", received.type());
        parts.put("headers", received.headers());
        parts.put("properties", received.properties());
        parts.put("body", received.body());
        return Json.of(parts);
    }

    private static void printHeaders(PrintWriter out, Received received) {
        received.headers()
                .forEach((name, value) ->
                        out.println(name + ": " + (TIMES.contains(name) ? Instant.ofEpochMilli((Long) value) : value)));
        received.properties()
                .forEach((name, value) ->
                        out.println(name + " = " + (value instanceof String ? value : Json.of(value))));
        out.println();
    }

    private static String asText(Received received) {
        Object body = received.body();
        if (body instanceof byte[] bytes) {
            return asText(bytes);
        }
        if (body == null) {
            return received.isSerialized() ? "(a serialized object)" : "(no body)";
        }
        return body instanceof String text ? text : Json.of(body);
    }

    /** As UTF-8 where that is what the bytes are, else in hexadecimal digits. */
    private static String asText(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            boolean readable = text.chars().allMatch(c -> !Character.isISOControl(c) || Character.isWhitespace(c));
            return readable ? text : HexFormat.of().formatHex(bytes);
        } catch (CharacterCodingException e) {
            return HexFormat.of().formatHex(bytes);
        }
    }
}
