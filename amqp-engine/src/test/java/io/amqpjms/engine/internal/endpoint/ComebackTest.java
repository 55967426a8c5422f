package io.amqpjms.engine.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.ErrorCondition;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComebackTest {
    private static final ErrorCondition SHED = new ErrorCondition("amqp:link:detach-forced", "idle");

    private final Comeback comeback = new Comeback(true);

    private static long second(int number) {
        return Duration.ofSeconds(number).toNanos();
    }

    @ParameterizedTest
    @CsvSource({
        "amqp:link:detach-forced, true, true",
        "amqp:connection:forced, true, true",
        "amqp:internal-error, true, true",
        "amqp:resource-limit-exceeded, true, true",
        "amqp:resource-locked, true, true",
        "com.microsoft:server-busy, true, true",
        "com.microsoft:timeout, true, true",
        "amqp:link:detach-forced, false, true",
        "some:other-reason, false, true",
        "some:other-reason, true, false",
        ", false, true",
        ", true, false",
        "amqp:link:stolen, false, false",
        "amqp:link:stolen, true, false",
        "amqp:unauthorized-access, true, false",
        "amqp:resource-deleted, true, false",
        "amqp:link:redirect, true, false"
    })
    void onAStandingLineAReasonThatPassesBringsBack(@Nullable String condition, boolean closed, boolean expected) {
        ErrorCondition error = condition == null ? null : new ErrorCondition(condition, null);
        comeback.onOpened(second(1));
        assertThat(comeback.mayTryAgain(error, closed, second(2))).isEqualTo(expected);
        assertThat(new Comeback(false).mayTryAgain(error, closed, second(2))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"some:other-reason, true", ", true", "amqp:link:stolen, false", "amqp:not-found, false"})
    void afterALostLineEverythingButAFinalReasonBringsBack(@Nullable String condition, boolean expected) {
        Comeback afterLoss = new Comeback(false);
        afterLoss.onLineLost(second(1));
        ErrorCondition error = condition == null ? null : new ErrorCondition(condition, null);
        assertThat(afterLoss.mayTryAgain(error, true, second(2))).isEqualTo(expected);
        assertThat(afterLoss.mayTryAgain(error, true, second(62))).isFalse();
    }

    @Test
    void whatFallsAgainAndAgainIsGivenUpAfterAMinute() {
        assertThat(comeback.mayTryAgain(SHED, true, second(0))).isTrue();
        for (int now = 5; now < 60; now += 5) {
            comeback.onOpened(second(now - 1));
            assertThat(comeback.mayTryAgain(SHED, true, second(now))).isTrue();
        }
        comeback.onOpened(second(59));
        assertThat(comeback.mayTryAgain(SHED, true, second(60))).isFalse();
    }

    @Test
    void whatWasWellForAWhileBeginsAnew() {
        comeback.onOpened(second(1));
        assertThat(comeback.mayTryAgain(SHED, true, second(600))).isTrue();
        comeback.nextDelay();
        assertThat(comeback.nextDelay()).isEqualTo(Duration.ofMillis(200));
        comeback.onOpened(second(601));
        assertThat(comeback.mayTryAgain(SHED, true, second(1_200))).isTrue();
        assertThat(comeback.nextDelay()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void delaysGrowToTwoSeconds() {
        comeback.onLineLost(0);
        for (int expected : new int[] {100, 200, 400, 800, 1_600, 2_000, 2_000}) {
            assertThat(comeback.nextDelay()).isEqualTo(Duration.ofMillis(expected));
        }
    }
}
