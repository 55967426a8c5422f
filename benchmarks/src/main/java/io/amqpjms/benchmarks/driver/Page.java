package io.amqpjms.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of which one part is measured, and the rest is written by people. Stateless. */
final class Page {
    private static final String BEGIN = "<!-- measured: begin -->";
    private static final String END = "<!-- measured: end -->";
    private static final Pattern MEASURED =
            Pattern.compile(Pattern.quote(BEGIN) + ".*?" + Pattern.quote(END), Pattern.DOTALL);

    private Page() {}

    /** Puts the text between the two marks; everything else stays. */
    static void replace(Path page, String measured) throws IOException {
        String before = Files.readString(page);
        Matcher part = MEASURED.matcher(before);
        if (!part.find()) {
            throw new IOException(page + " does not say where the measured part goes: " + BEGIN + " " + END);
        }
        String with = BEGIN + "\n" + measured.strip() + "\n" + END;
        Files.writeString(page, part.replaceFirst(Matcher.quoteReplacement(with)));
    }
}
