package io.amqpjms.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of which some parts are measured, and the rest is written by people. Stateless. */
public final class Page {
    private Page() {}

    /** Puts the text between the two marks of a part; everything else stays. */
    public static void replace(Path page, String part, String measured) throws IOException {
        String begin = "<!-- " + part + ": begin -->";
        String end = "<!-- " + part + ": end -->";
        String before = Files.readString(page);
        Matcher found = Pattern.compile(Pattern.quote(begin) + ".*?" + Pattern.quote(end), Pattern.DOTALL)
                .matcher(before);
        if (!found.find()) {
            throw new IOException(page + " does not say where the " + part + " part goes: " + begin + " " + end);
        }
        String with = begin + "\n" + measured.strip() + "\n" + end;
        Files.writeString(page, found.replaceFirst(Matcher.quoteReplacement(with)));
    }
}
