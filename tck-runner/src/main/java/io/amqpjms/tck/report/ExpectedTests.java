package io.amqpjms.tck.report;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The names of all tests a run has to pass: {@code expected.txt} beside this class. */
final class ExpectedTests {
    private static final String FILE = "expected.txt";

    private ExpectedTests() {}

    static SortedSet<String> all() throws IOException {
        try (InputStream in = ExpectedTests.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new FileNotFoundException("the list of expected tests, " + FILE + ", is not on the class path");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
