package io.amqpjms.tool;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** Findings as text for people, or as JSON for programs. Pure. */
final class Rendering {
    private Rendering() {}

    static String text(List<Finding> findings) {
        StringBuilder lines = new StringBuilder();
        for (Finding finding : findings) {
            lines.append(String.format("%-8s%-9s%s%n", finding.step(), name(finding.verdict()), finding.seen()));
            if (!finding.hint().isEmpty()) {
                lines.append(String.format("%17s%s%n", "-> ", finding.hint()));
            }
        }
        return lines.toString();
    }

    static String json(List<Finding> findings) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartArray();
            for (Finding finding : findings) {
                json.writeStartObject();
                json.writeStringField("step", finding.step().name().toLowerCase(Locale.ROOT));
                json.writeStringField("verdict", name(finding.verdict()));
                json.writeStringField("seen", finding.seen());
                json.writeStringField("hint", finding.hint());
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("write JSON into memory", e);
        }
        return text.toString();
    }

    private static String name(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
