package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WaitWatchTest {
    private final List<Duration> warnings = new ArrayList<>();
    private long now;
    private final WaitWatch watch = new WaitWatch(Duration.ofSeconds(30), () -> now, warnings::add);

    private void waits(String message, int seconds) {
        watch.onQueued(message);
        now += TimeUnit.SECONDS.toNanos(seconds);
        watch.onTaken(message);
    }

    @Test
    void aMessageThatWaitsTooLongIsTold() {
        waits("a", 30);
        assertThat(warnings).isEmpty();
        waits("b", 31);
        assertThat(warnings).containsExactly(Duration.ofSeconds(31));
    }

    @Test
    void itIsToldOnceAMinute() {
        waits("a", 40);
        waits("b", 40);
        waits("c", 40);
        assertThat(warnings).hasSize(2);
    }

    @Test
    void onlyTheMessageThatIsWatchedCounts() {
        watch.onQueued("a");
        now += TimeUnit.SECONDS.toNanos(40);
        watch.onQueued("b");
        watch.onTaken("b");
        assertThat(warnings).isEmpty();
        watch.onTaken("a");
        assertThat(warnings).hasSize(1);
    }

    @Test
    void whatIsForgottenIsNotWaitedFor() {
        watch.onQueued("a");
        now += TimeUnit.SECONDS.toNanos(40);
        watch.onForgotten();
        waits("b", 1);
        watch.onTaken("a");
        assertThat(warnings).isEmpty();
    }

    @Test
    void whoMayWaitForEverIsNotWatched() {
        WaitWatch never = new WaitWatch(Duration.ZERO, () -> now, warnings::add);
        never.onQueued("a");
        now += TimeUnit.HOURS.toNanos(1);
        never.onTaken("a");
        assertThat(warnings).isEmpty();
    }
}
