package io.amqpjms.tck.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A run held against the tests that had to pass.
 *
 * @param results every result, by name
 * @param missing tests that had to run and did not
 * @param strangers tests that ran and nobody expected, or that ran twice
 */
record Scorecard(List<TestResult> results, List<String> missing, List<String> strangers) {

    /** Of a run of the whole kit. */
    static Scorecard ofAll(Collection<TestResult> results, Set<String> expected) {
        Set<String> ran = results.stream().map(TestResult::name).collect(Collectors.toSet());
        List<String> missing =
                expected.stream().filter(name -> !ran.contains(name)).sorted().toList();
        return new Scorecard(sorted(results), missing, strangers(results, expected));
    }

    /** Of a run of chosen tests: what was not chosen is not missed. */
    static Scorecard ofChosen(Collection<TestResult> results, Set<String> expected) {
        return new Scorecard(sorted(results), List.of(), strangers(results, expected));
    }

    int passed() {
        return count(Status.PASSED);
    }

    int expected() {
        return results.size() + missing.size();
    }

    List<TestResult> with(Status status) {
        return results.stream().filter(result -> result.status() == status).toList();
    }

    /** Whether at least one test ran, and every one that had to passed. */
    boolean clean() {
        return !results.isEmpty() && passed() == expected() && strangers.isEmpty();
    }

    Duration testTime() {
        return results.stream().map(TestResult::took).reduce(Duration.ZERO, Duration::plus);
    }

    /** The same for each class alone; strangers stay with the whole. */
    SortedMap<String, Scorecard> byClass() {
        SortedMap<String, Scorecard> classes = new TreeMap<>();
        Map<String, List<TestResult>> ran = results.stream().collect(Collectors.groupingBy(TestResult::className));
        ran.forEach((name, tests) -> classes.put(name, new Scorecard(tests, missingOf(name), List.of())));
        missing.stream()
                .map(Scorecard::classOf)
                .forEach(name -> classes.computeIfAbsent(
                        name, absent -> new Scorecard(List.of(), missingOf(absent), List.of())));
        return classes;
    }

    String summary() {
        return "%d of %d passed, %d failed, %d skipped, %d did not run, %d not expected"
                .formatted(
                        passed(),
                        expected(),
                        count(Status.FAILED),
                        count(Status.SKIPPED),
                        missing.size(),
                        strangers.size());
    }

    private int count(Status status) {
        return with(status).size();
    }

    private List<String> missingOf(String className) {
        return missing.stream().filter(name -> classOf(name).equals(className)).toList();
    }

    private static String classOf(String name) {
        return name.substring(0, name.indexOf('#'));
    }

    private static List<TestResult> sorted(Collection<TestResult> results) {
        return results.stream().sorted(Comparator.comparing(TestResult::name)).toList();
    }

    private static List<String> strangers(Collection<TestResult> results, Set<String> expected) {
        Set<String> seen = new HashSet<>();
        List<String> strangers = new ArrayList<>();
        for (TestResult result : sorted(results)) {
            if (!seen.add(result.name()) || !expected.contains(result.name())) {
                strangers.add(result.name());
            }
        }
        return strangers;
    }
}
