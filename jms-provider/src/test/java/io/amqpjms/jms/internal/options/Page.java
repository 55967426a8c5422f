package io.amqpjms.jms.internal.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of the documentation that tests keep up to date: {@code -DupdateDocs} rewrites it. */
public record Page(String name) {

    private static final String BEGIN = "<!-- generated: begin -->\n";
    private static final String END = "<!-- generated: end -->\n";

    private Path path() {
        return Path.of("").toAbsolutePath().getParent().resolve("docs").resolve(name);
    }

    /** The page has this text between its marks. */
    public void shows(String generated) throws IOException {
        String page = Files.readString(path());
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        assertThat(begin).as("mark in %s", name).isNotNegative();
        assertThat(end).as("mark in %s", name).isGreaterThan(begin);
        String wanted = page.substring(0, begin + BEGIN.length()) + generated + page.substring(end);
        if (System.getProperty("updateDocs") != null) {
            Files.writeString(path(), wanted);
        } else {
            assertThat(page)
                    .as("docs/%s is stale; run: mvn -pl jms-provider -am test -DupdateDocs", name)
                    .isEqualTo(wanted);
        }
    }
}
