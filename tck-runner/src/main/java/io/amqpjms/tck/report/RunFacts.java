package io.amqpjms.tck.report;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * What was run where: lines for the head of a report, in the order to show them.
 *
 * @param lines a word and what it stands for
 */
record RunFacts(Map<String, String> lines) {

    /** What the run noted in this file, if it came to note anything, and what is known at its end. */
    static RunFacts read(Path notes, String tests, Instant end) throws IOException {
        Properties noted = new Properties();
        if (Files.exists(notes)) {
            try (Reader reader = Files.newBufferedReader(notes)) {
                noted.load(reader);
            }
        }
        Map<String, String> lines = new LinkedHashMap<>();
        for (String word :
                new String[] {"provider", "factory", "options", "broker", "java", "jms_timeout", "started"}) {
            lines.put(word, noted.getProperty(word, "unknown"));
        }
        if (noted.containsKey("started")) {
            Duration wall = Duration.between(Instant.parse(noted.getProperty("started")), end);
            lines.put("wall time", wall.truncatedTo(ChronoUnit.SECONDS).toSeconds() + " s");
        }
        lines.put("tests", tests);
        return new RunFacts(lines);
    }
}
