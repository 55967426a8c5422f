package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How the window of a consumer follows its pace. */
class AdaptiveWindowTest {
    private static final int MOST = 100;

    private final AdaptiveWindow window = new AdaptiveWindow(MOST, Duration.ofSeconds(1));
    private long now = Long.MAX_VALUE - 1;

    private void take(int times, int waiting, Duration each) {
        for (int i = 0; i < times; i++) {
            now += each.toNanos();
            window.onTaken(waiting, now);
        }
    }

    @Test
    void beginsSmall() {
        assertThat(window.messages()).isEqualTo(4);
        assertThat(new AdaptiveWindow(2, Duration.ofSeconds(1)).messages()).isEqualTo(2);
    }

    @Test
    void growsUpToTheConfiguredOneWhileItIsEmptiedQuickly() {
        take(3, 1, Duration.ofMillis(1));
        assertThat(window.messages()).isEqualTo(32);
        take(20, 1, Duration.ofMillis(1));
        assertThat(window.messages()).isEqualTo(MOST);
    }

    @Test
    void growsWhileNothingIsLeftHoweverRarelyMessagesCome() {
        take(10, 0, Duration.ofMinutes(1));
        assertThat(window.messages()).isEqualTo(MOST);
    }

    @Test
    void holdsWhatIsTakenInTheTimeThatMessagesMayWait() {
        take(50, 3, Duration.ofMillis(100));
        assertThat(window.messages()).isEqualTo(10);
    }

    @Test
    void shrinksToOneMessageAndNoFurther() {
        take(20, 1, Duration.ofMillis(1));
        take(10, 1, Duration.ofSeconds(30));
        assertThat(window.messages()).isOne();
    }

    @Test
    void growsAgainWhenAConsumerGetsFaster() {
        take(10, 1, Duration.ofSeconds(30));
        take(200, 1, Duration.ofMillis(1));
        assertThat(window.messages()).isEqualTo(MOST);
    }

    @Test
    void aPauseWithNothingToTakeIsNoSlowness() {
        take(20, 1, Duration.ofMillis(1));
        take(1, 0, Duration.ofMillis(1));
        take(1, 0, Duration.ofHours(1));
        assertThat(window.messages()).isEqualTo(MOST);
    }

    @Test
    void aLostLineIsNoSlowness() {
        take(20, 1, Duration.ofMillis(1));
        window.onForgotten();
        take(1, 1, Duration.ofHours(1));
        assertThat(window.messages()).isEqualTo(MOST);
    }
}
