package io.amqpjms.jms.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Objects;

/**
 * A line of {@code type-table.txt}: what must hold between AMQP, us and the others.
 *
 * @param value an AMQP value, as {@link ValueText} says
 * @param message the JMS message it arrives in
 * @param javaType the type of that message's body in Java
 */
record TypeRow(String value, String message, String javaType) {

    static List<TypeRow> all() throws IOException {
        InputStream table = Objects.requireNonNull(TypeRow.class.getResourceAsStream("/interop/type-table.txt"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(table, UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" \\| "))
                    .map(cells -> new TypeRow(cells[0], cells[1], cells[2]))
                    .toList();
        }
    }

    /** The row of the type tables that this is an example of. */
    String type() {
        return value.split(" ", 2)[0];
    }

    String line() {
        return "value=" + value;
    }
}
