package io.amqpjms.mapping.message;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The recorded messages of other clients, with what Qpid JMS makes of them. */
final class RecordedMessages {

    private RecordedMessages() {}

    /** One encoded message; {@code quirks} says why the recorded outcome is no model. */
    record Vector(
            String name,
            String hex,
            @Nullable String type,
            @Nullable String body,
            List<?> quirks) {

        byte[] payload() {
            return HexFormat.of().parseHex(hex);
        }

        boolean isModel() {
            return quirks.isEmpty();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Vector> vectors() {
        return ((List<?>) Json.resource("/interop/vectors.json").get("vectors"))
                .stream().map(entry -> vector((Map<?, ?>) entry));
    }

    private static Vector vector(Map<?, ?> entry) {
        return new Vector(
                (String) entry.get("name"),
                (String) entry.get("hex"),
                (String) entry.get("expected_jms_class"),
                (String) entry.get("expected_body"),
                (List<?>) entry.get("quirks"));
    }

    /** What Qpid JMS put on the wire for one JMS message. */
    record Sent(String name, String hex) {

        byte[] payload() {
            return HexFormat.of().parseHex(hex);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Sent> sent() {
        return ((List<?>) Json.resource("/interop/jms-sends.json").get("cases"))
                .stream()
                        .map(entry -> (Map<?, ?>) entry)
                        .filter(entry -> entry.get("hex") != null)
                        .map(entry -> new Sent((String) entry.get("name"), (String) entry.get("hex")));
    }
}
