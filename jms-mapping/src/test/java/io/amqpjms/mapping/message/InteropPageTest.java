package io.amqpjms.mapping.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.mapping.AmqpQueue;
import io.amqpjms.mapping.message.RecordedMessages.Vector;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/INTEROP.md lists what becomes of the recorded messages; {@code -DupdateDocs} rewrites the list. */
class InteropPageTest {

    private static final String BEGIN = "<!-- generated: begin -->\n";
    private static final String END = "<!-- generated: end -->\n";
    private static final int WIDTH = 90;

    private final MessageDecoder decoder = new MessageDecoder(DecodeContext.of(new AmqpQueue("here")));

    @Test
    void pageListsWhatBecomesOfTheRecordedMessages() throws Exception {
        Path path = Path.of("").toAbsolutePath().getParent().resolve("docs/INTEROP.md");
        String page = Files.readString(path);
        String wanted =
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + table() + page.substring(page.indexOf(END));

        if (System.getProperty("updateDocs") == null) {
            assertThat(page)
                    .as("stale; run: mvn -pl jms-mapping -am test -DupdateDocs")
                    .isEqualTo(wanted);
        } else {
            rewrite(path, wanted);
        }
    }

    private static void rewrite(Path path, String page) throws IOException {
        Files.writeString(path, page);
    }

    private String table() throws JMSException {
        StringBuilder table = new StringBuilder("| message | Qpid JMS | here | body |\n|---|---|---|---|\n");
        for (Vector vector : RecordedMessages.vectors().toList()) {
            if (!vector.isModel()) {
                JmsMessage message = decoder.decode(vector.payload(), 0, vector.payload().length, 0);
                message.markReceived();
                table.append("| ")
                        .append(vector.name())
                        .append(" | ")
                        .append(vector.type() == null ? "lost" : vector.type());
                table.append(" | ").append(message.getClass().getSimpleName().replaceFirst("^Jms(Plain)?", ""));
                table.append(" | `").append(shortened(BodyText.of(message))).append("` |\n");
            }
        }
        return table.toString();
    }

    private static String shortened(String body) {
        String plain = body.replace("java.util.AbstractMap$SimpleImmutableEntry", "Entry")
                .replace("|", "\\|");
        return plain.length() <= WIDTH ? plain : plain.substring(0, WIDTH) + "...";
    }
}
