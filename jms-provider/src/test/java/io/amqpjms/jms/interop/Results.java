package io.amqpjms.jms.interop;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What became of messages, counted for each kind and direction, as a table of {@code docs/INTEROP.md}. For one thread. */
final class Results {

    /** How many held, of how many. */
    private record Count(int tried, int passed) {
        static final Count NONE = new Count(0, 0);

        Count and(Count other) {
            return new Count(tried + other.tried, passed + other.passed);
        }
    }

    private final String kindOf;
    private final List<String> directions;
    private final Map<String, Map<String, Count>> counts = new LinkedHashMap<>();

    /** A table of these columns, the first of them the kind of message. */
    Results(String kindOf, List<String> directions) {
        this.kindOf = kindOf;
        this.directions = directions;
    }

    /** Counts the messages that are as they should be, and fails when one is not. */
    <T> void compare(
            String direction, List<T> rows, Function<T, String> kind, List<String> expected, List<String> actual) {
        assertThat(directions).contains(direction);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            String found = i < actual.size() ? actual.get(i) : "nothing";
            boolean holds = found.equals(expected.get(i));
            counts.computeIfAbsent(kind.apply(rows.get(i)), unused -> new LinkedHashMap<>())
                    .merge(direction, new Count(1, holds ? 1 : 0), Count::and);
            if (!holds) {
                wrong.add(expected.get(i) + " became " + found);
            }
        }
        assertThat(wrong).as(direction).isEmpty();
        assertThat(actual).as(direction).hasSameSizeAs(expected);
    }

    /**
     * The section of this name in {@code docs/INTEROP.md} shows these results; {@code -DupdateDocs} writes it. Not when
     * a direction was not tried.
     */
    void page(String section) throws Exception {
        if (!directions.stream().allMatch(direction -> total(direction).tried() > 0)) {
            return;
        }
        Path path = Path.of("").toAbsolutePath().getParent().resolve("docs").resolve("INTEROP.md");
        String page = Files.readString(path);
        String begin = "<!-- " + section + ": begin -->\n";
        String end = "<!-- " + section + ": end -->\n";
        assertThat(page).contains(begin, end);
        String wanted =
                page.substring(0, page.indexOf(begin) + begin.length()) + table() + page.substring(page.indexOf(end));
        if (System.getProperty("updateDocs") != null) {
            Files.writeString(path, wanted);
        } else {
            assertThat(page)
                    .as("docs/INTEROP.md is stale; run: mvn -Pinterop -pl jms-provider -am verify -DupdateDocs")
                    .isEqualTo(wanted);
        }
    }

    private String table() {
        StringBuilder table = new StringBuilder("| " + kindOf + " | messages | " + String.join(" | ", directions)
                + " |\n|" + " --- |".repeat(directions.size() + 2) + "\n");
        counts.forEach((kind, ofKind) -> table.append(row(
                kind,
                ofKind.values().stream().mapToInt(Count::tried).max().orElse(0),
                direction -> cell(ofKind.getOrDefault(direction, Count.NONE)))));
        int most = directions.stream()
                .mapToInt(direction -> total(direction).tried())
                .max()
                .orElse(0);
        return table.append(row("all", most, direction -> total(direction).passed() + " equal"))
                .toString();
    }

    private String row(String kind, int messages, Function<String, String> cell) {
        return "| " + kind + " | " + messages + " | "
                + directions.stream().map(cell).collect(joining(" | ", "", " |\n"));
    }

    private static String cell(Count count) {
        if (count.tried() == 0) {
            return "-";
        }
        return count.tried() == count.passed() ? count.tried() + " equal" : count.passed() + " of " + count.tried();
    }

    private Count total(String direction) {
        return counts.values().stream()
                .map(ofKind -> ofKind.getOrDefault(direction, Count.NONE))
                .reduce(Count.NONE, Count::and);
    }
}
