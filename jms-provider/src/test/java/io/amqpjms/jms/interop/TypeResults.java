package io.amqpjms.jms.interop;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** What became of the rows of the type table, counted for each AMQP type and direction. For one thread. */
final class TypeResults {

    private static final List<String> DIRECTIONS = List.of("to JMS", "from JMS", "through JMS");

    private final Map<String, Map<String, Integer>> passed = new LinkedHashMap<>();
    private final Map<String, Map<String, Integer>> tried = new LinkedHashMap<>();

    /** Counts the rows that hold in this direction, and fails when one does not. */
    void compare(String direction, List<TypeRow> rows, List<String> expected, List<String> actual) {
        Map<String, Integer> counts = passed.computeIfAbsent(direction, unused -> new LinkedHashMap<>());
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> rowsOfType = tried.computeIfAbsent(direction, unused -> new LinkedHashMap<>());
        for (int i = 0; i < rows.size(); i++) {
            String type = rows.get(i).type();
            rowsOfType.merge(type, 1, Integer::sum);
            String found = i < actual.size() ? actual.get(i) : "nothing";
            boolean holds = found.equals(expected.get(i));
            counts.merge(type, holds ? 1 : 0, Integer::sum);
            if (!holds) {
                wrong.add(expected.get(i) + " became " + found);
            }
        }
        assertThat(wrong).as(direction).isEmpty();
        assertThat(actual).as(direction).hasSameSizeAs(expected);
    }

    /** The section of this client in {@code docs/INTEROP.md} shows these results; {@code -DupdateDocs} writes it. */
    void page(String client) throws Exception {
        if (!passed.keySet().containsAll(DIRECTIONS)) {
            return;
        }
        Path path = Path.of("").toAbsolutePath().getParent().resolve("docs").resolve("INTEROP.md");
        String page = Files.readString(path);
        String begin = "<!-- types " + client + ": begin -->\n";
        String end = "<!-- types " + client + ": end -->\n";
        assertThat(page).contains(begin, end);
        String wanted = page.substring(0, page.indexOf(begin) + begin.length())
                + table(client)
                + page.substring(page.indexOf(end));
        if (System.getProperty("updateDocs") != null) {
            Files.writeString(path, wanted);
        } else {
            assertThat(page)
                    .as("docs/INTEROP.md is stale; run: mvn -Pinterop -pl jms-provider -am verify -DupdateDocs")
                    .isEqualTo(wanted);
        }
    }

    private String table(String client) {
        StringBuilder table = new StringBuilder("| AMQP type | values | " + client + " to JMS | JMS to " + client
                + " | through JMS and back |\n| --- | --- | --- | --- | --- |\n");
        Map<String, Integer> rows = Objects.requireNonNull(tried.get("from JMS"));
        rows.forEach((type, count) -> table.append(
                row(type, count, direction -> share(count(tried, direction, type), count(passed, direction, type)))));
        return table.append(row("all", sum(rows), direction -> sum(passed, direction) + " equal"))
                .toString();
    }

    private static String row(String type, int count, UnaryOperator<String> cell) {
        return "| " + type + " | " + count + " | "
                + DIRECTIONS.stream().map(cell).collect(joining(" | ", "", " |\n"));
    }

    private static String share(int tried, int passed) {
        return tried == 0 ? "cannot be sent" : passed == tried ? "all equal" : passed + " of " + tried;
    }

    private static int count(Map<String, Map<String, Integer>> counts, String direction, String type) {
        return Objects.requireNonNull(counts.get(direction)).getOrDefault(type, 0);
    }

    private static int sum(Map<String, Map<String, Integer>> counts, String direction) {
        return sum(Objects.requireNonNull(counts.get(direction)));
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
