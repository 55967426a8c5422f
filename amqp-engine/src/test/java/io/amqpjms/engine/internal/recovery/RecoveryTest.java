package io.amqpjms.engine.internal.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.ReconnectOptions;
import io.amqpjms.engine.internal.recovery.RecoveryEvent.Close;
import io.amqpjms.engine.internal.recovery.RecoveryEvent.DelayOver;
import io.amqpjms.engine.internal.recovery.RecoveryEvent.Ended;
import io.amqpjms.engine.internal.recovery.RecoveryEvent.Opened;
import io.amqpjms.engine.internal.recovery.RecoveryEvent.Stood;
import io.amqpjms.engine.internal.recovery.RecoveryState.Phase;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecoveryTest {
    private static final int NOW = 3;

    private static RecoveryEvent event(String name) {
        return switch (name) {
            case "opened" -> new Opened(NOW);
            case "stood" -> new Stood(NOW);
            case "lost" -> new Ended(NOW, true);
            case "refused" -> new Ended(NOW, false);
            case "delay over" -> new DelayOver(NOW);
            default -> new Close();
        };
    }

    /** Every phase with every event, at the present attempt. */
    @ParameterizedTest
    @CsvSource({
        "CONNECTING, opened, OPEN, RESTORE",
        "CONNECTING, stood, CONNECTING, NOTHING",
        "CONNECTING, lost, WAITING, SUSPEND",
        "CONNECTING, refused, CLOSED, GIVE_UP",
        "CONNECTING, delay over, CONNECTING, NOTHING",
        "CONNECTING, close, CLOSING, CLOSE_ATTEMPT",
        "OPEN, opened, OPEN, NOTHING",
        "OPEN, stood, OPEN, BEGIN_ANEW",
        "OPEN, lost, WAITING, SUSPEND",
        "OPEN, refused, CLOSED, GIVE_UP",
        "OPEN, delay over, OPEN, NOTHING",
        "OPEN, close, CLOSING, CLOSE_ATTEMPT",
        "WAITING, opened, WAITING, NOTHING",
        "WAITING, stood, WAITING, NOTHING",
        "WAITING, lost, WAITING, NOTHING",
        "WAITING, refused, WAITING, NOTHING",
        "WAITING, delay over, CONNECTING, DIAL",
        "WAITING, close, CLOSED, FINISH",
        "CLOSING, opened, CLOSING, NOTHING",
        "CLOSING, stood, CLOSING, NOTHING",
        "CLOSING, lost, CLOSED, FINISH",
        "CLOSING, refused, CLOSED, FINISH",
        "CLOSING, delay over, CLOSING, NOTHING",
        "CLOSING, close, CLOSING, NOTHING",
        "CLOSED, opened, CLOSED, NOTHING",
        "CLOSED, stood, CLOSED, NOTHING",
        "CLOSED, lost, CLOSED, NOTHING",
        "CLOSED, refused, CLOSED, NOTHING",
        "CLOSED, delay over, CLOSED, NOTHING",
        "CLOSED, close, CLOSED, NOTHING"
    })
    void everyPhaseAnswersEveryEvent(Phase phase, String event, Phase next, Effect effect) {
        Recovery.Step step =
                Recovery.step(new RecoveryState(phase, NOW, 0, true), event(event), ReconnectOptions.NO_LIMIT);
        assertThat(step.next().phase()).isEqualTo(next);
        assertThat(step.effect()).isEqualTo(effect);
    }

    static Stream<RecoveryEvent> fromAnEarlierTry() {
        return Stream.of(
                new Opened(NOW - 1),
                new Stood(NOW - 1),
                new Ended(NOW - 1, true),
                new Ended(NOW - 1, false),
                new DelayOver(NOW - 1));
    }

    @ParameterizedTest
    @MethodSource("fromAnEarlierTry")
    void whatComesFromAnEarlierTryCountsForNothing(RecoveryEvent late) {
        for (Phase phase : Phase.values()) {
            RecoveryState now = new RecoveryState(phase, NOW, 0, true);
            assertThat(Recovery.step(now, late, ReconnectOptions.NO_LIMIT))
                    .isEqualTo(new Recovery.Step(now, Effect.NOTHING));
        }
    }

    @Test
    void theFirstOpenIsAnnouncedAndLaterOnesRestore() {
        Recovery.Step first = Recovery.step(RecoveryState.FIRST, new Opened(1), ReconnectOptions.NO_LIMIT);
        assertThat(first.effect()).isEqualTo(Effect.ANNOUNCE_OPENED);
        Recovery.Step again = run(first.next(), new Ended(1, true), new DelayOver(1), new Opened(2));
        assertThat(again.effect()).isEqualTo(Effect.RESTORE);
    }

    @Test
    void aLineThatStandsBeginsTheCountAnewAndOneThatOnlyOpensDoesNot() {
        Recovery.Step open =
                run(RecoveryState.FIRST, new Opened(1), new Ended(1, true), new DelayOver(1), new Opened(2));
        assertThat(open.next().failures()).isEqualTo(1);
        assertThat(run(open.next(), new Stood(2)).next().failures()).isZero();
    }

    @Test
    void linesThatOnlyOpenAreTriesInARow() {
        Recovery.Step step = run(
                RecoveryState.FIRST,
                new Opened(1),
                new Ended(1, true),
                new DelayOver(1),
                new Opened(2),
                new Ended(2, true),
                new DelayOver(2),
                new Opened(3),
                new Ended(3, true));
        assertThat(step.effect()).isEqualTo(Effect.GIVE_UP);
    }

    @Test
    void triesInARowAreLimitedAndTheFirstOpenBeginsTheCountAnew() {
        Recovery.Step step = run(RecoveryState.FIRST, new Ended(1, true), new DelayOver(1), new Ended(2, true));
        assertThat(step.effect()).isEqualTo(Effect.SUSPEND);
        step = run(
                step.next(), new DelayOver(2), new Opened(3), new Ended(3, true), new DelayOver(3), new Ended(4, true));
        assertThat(step.effect()).isEqualTo(Effect.SUSPEND);
        step = run(step.next(), new DelayOver(4), new Ended(5, true));
        assertThat(step.effect()).isEqualTo(Effect.GIVE_UP);
    }

    private static Recovery.Step run(RecoveryState from, RecoveryEvent... events) {
        List<RecoveryEvent> row = Arrays.asList(events);
        Recovery.Step step = new Recovery.Step(from, Effect.NOTHING);
        for (RecoveryEvent event : row) {
            step = Recovery.step(step.next(), event, 2);
        }
        return step;
    }
}
