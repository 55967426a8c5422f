package io.amqpjms.engine.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.internal.loop.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenewalTest {
    private final List<Duration> delays = new ArrayList<>();
    private final List<Runnable> actions = new ArrayList<>();
    private boolean quiet;
    private int renewed;
    private int cancelled;
    private final Renewal renewal = new Renewal(this::schedule, () -> quiet, () -> renewed++);

    private Loop.Timer schedule(Duration delay, Runnable action) {
        delays.add(delay);
        actions.add(action);
        return () -> cancelled++;
    }

    private void fallsDue() {
        renewal.plan(Instant.now().plusSeconds(1000));
        actions.get(0).run();
    }

    @Test
    void aLineFallsDueWhenATenthOfItsLifeIsLeft() {
        renewal.plan(Instant.now().plusSeconds(1000));
        assertThat(delays)
                .singleElement()
                .satisfies(delay -> assertThat(delay).isBetween(Duration.ofSeconds(890), Duration.ofSeconds(900)));
        assertThat(renewal.isDue()).isFalse();
    }

    @Test
    void aQuietLineIsMadeAnewAtOnce() {
        quiet = true;
        fallsDue();
        assertThat(renewed).isOne();
    }

    @Test
    void aBusyLineIsMadeAnewOnceItsWorkIsDone() {
        fallsDue();
        renewal.check();
        assertThat(renewed).isZero();
        assertThat(renewal.isDue()).isTrue();
        quiet = true;
        renewal.check();
        assertThat(renewed).isOne();
    }

    @Test
    void workThatDoesNotEndIsNotWaitedForUntilTheLoginIsOver() {
        fallsDue();
        assertThat(delays.get(1)).isEqualTo(Duration.ofSeconds(10));
        actions.get(1).run();
        assertThat(renewed).isOne();
    }

    @Test
    void aShortLoginLeavesHalfOfItsRestForANewOne() {
        renewal.plan(Instant.now().plusSeconds(100));
        actions.get(0).run();
        assertThat(delays.get(1)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5));
    }

    @Test
    void aLoginThatOutlivesEveryLineIsNotRenewed() {
        renewal.plan(Instant.MAX);
        assertThat(delays).isEmpty();
    }

    @Test
    void aLineThatIsLostNeedsNoRenewal() {
        fallsDue();
        renewal.stop();
        quiet = true;
        renewal.check();
        assertThat(renewed).isZero();
        assertThat(cancelled).isPositive();
    }

    @Test
    void aLoginWithoutAnEndOrAtItsEndIsNotRenewed() {
        renewal.plan(null);
        renewal.plan(Instant.now().minusSeconds(5));
        renewal.plan(Instant.now().plusMillis(100));
        assertThat(delays).isEmpty();
    }
}
