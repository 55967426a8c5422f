package io.amqpjms.jms.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.amqpjms.engine.message.UnsignedByte;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Objects;

/**
 * A row of {@code exchanges.txt}: one message on both sides.
 *
 * @param what the group that its result is counted in
 * @param jms its body, headers and properties in JMS, see {@link JmsFields}
 * @param wire its fields in AMQP, see {@code client.py}
 * @param direction the one way it holds, or empty for both
 */
record Exchange(String what, Fields jms, Fields wire, String direction) {

    static final String LARGE = "large bodies";
    static final String TO_JMS = "to JMS";
    static final String FROM_JMS = "from JMS";

    static List<Exchange> all() throws IOException {
        InputStream table = Objects.requireNonNull(Exchange.class.getResourceAsStream("/interop/exchanges.txt"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(table, UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" \\| "))
                    .map(cells -> new Exchange(
                            cells[0],
                            Fields.of(cells[1], "; "),
                            Fields.of(cells[2], "; "),
                            cells.length > 3 ? cells[3] : ""))
                    .toList();
        }
    }

    boolean holds(String wanted) {
        return direction.isEmpty() || direction.equals(wanted);
    }

    /** By which the broker orders messages. */
    int priority() {
        Object priority = ValueText.parse(wire.values().getOrDefault("priority", "ubyte 4"));
        return ((UnsignedByte) priority).intValue();
    }

    /** Whether the broker puts it before all others of its priority. */
    boolean wasDelayed() {
        return wire.values().containsKey("annotation.x-opt-delivery-time");
    }

    boolean isLarge() {
        return what.equals(LARGE);
    }
}
