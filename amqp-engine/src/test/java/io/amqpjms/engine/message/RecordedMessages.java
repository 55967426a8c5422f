package io.amqpjms.engine.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;

/** Encoded messages of Proton Python, Proton C++, rhea and Qpid JMS, recorded from the wire. */
final class RecordedMessages {
    private RecordedMessages() {}

    /** One recorded message. */
    record Recorded(String name, Binary encoded) {
        byte[] bytes() {
            return encoded.toByteArray();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Recorded> all() {
        try (InputStream in = RecordedMessages.class.getResourceAsStream("recorded.tsv")) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> line.split("\t"))
                    .map(parts ->
                            new Recorded(parts[0], Binary.of(HexFormat.of().parseHex(parts[1]))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
