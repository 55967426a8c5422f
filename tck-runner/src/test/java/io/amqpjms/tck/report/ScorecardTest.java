package io.amqpjms.tck.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScorecardTest {
    private static final Set<String> EXPECTED = Set.of("core.A#one", "core.A#two", "core.B#one");

    @Test
    void runOfAllThatPassedIsClean() {
        Scorecard card = Scorecard.ofAll(passed("core.A#one", "core.A#two", "core.B#one"), EXPECTED);

        assertThat(card.clean()).isTrue();
        assertThat(card.summary()).startsWith("3 of 3 passed, 0 failed");
    }

    @Test
    void lostTestSpoilsTheWholeRunOnly() {
        List<TestResult> two = passed("core.A#one", "core.B#one");

        assertThat(Scorecard.ofAll(two, EXPECTED).missing()).containsExactly("core.A#two");
        assertThat(Scorecard.ofAll(two, EXPECTED).clean()).isFalse();
        assertThat(Scorecard.ofChosen(two, EXPECTED).clean()).isTrue();
    }

    @Test
    void skippedTestSpoilsTheRun() {
        Scorecard card = Scorecard.ofChosen(List.of(result("core.A#one", Status.SKIPPED)), EXPECTED);

        assertThat(card.clean()).isFalse();
        assertThat(card.summary()).contains("0 of 1 passed", "1 skipped");
    }

    @Test
    void fallenTestSpoilsTheRun() {
        assertThat(Scorecard.ofChosen(List.of(result("core.A#one", Status.FAILED)), EXPECTED)
                        .clean())
                .isFalse();
    }

    @Test
    void runOfNothingIsNotClean() {
        assertThat(Scorecard.ofChosen(List.of(), EXPECTED).clean()).isFalse();
        assertThat(Scorecard.ofAll(List.of(), Set.of()).clean()).isFalse();
    }

    @Test
    void unknownTestAndOneRunTwiceSpoilTheRun() {
        assertThat(Scorecard.ofChosen(passed("core.C#one"), EXPECTED).strangers())
                .containsExactly("core.C#one");
        assertThat(Scorecard.ofChosen(passed("core.A#one", "core.A#one"), EXPECTED)
                        .clean())
                .isFalse();
    }

    @Test
    void classWithoutOneResultIsStillShown() {
        Scorecard card = Scorecard.ofAll(passed("core.A#one", "core.A#two"), EXPECTED);

        assertThat(card.byClass().get("core.A").clean()).isTrue();
        assertThat(card.byClass().get("core.B").summary()).startsWith("0 of 1 passed");
    }

    private static List<TestResult> passed(String... names) {
        return List.of(names).stream().map(name -> result(name, Status.PASSED)).toList();
    }

    private static TestResult result(String name, Status status) {
        return new TestResult(name, status, Duration.ofMillis(20), "", "");
    }
}
