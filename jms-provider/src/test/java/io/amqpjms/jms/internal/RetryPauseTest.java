package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.ReconnectPolicy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RetryPauseTest {
    private final RetryPause pause = new RetryPause(new ReconnectPolicy() {
        private Duration delay = Duration.ZERO;

        @Override
        public Duration next() {
            Duration chosen = delay;
            delay = Duration.ofDays(1);
            return chosen;
        }

        @Override
        public void reset() {
            delay = Duration.ZERO;
        }
    });

    @Test
    void endWakesWhoeverWaitsAndNobodyWaitsAfterIt() throws Exception {
        pause.failed();
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(pause::failed);
        pause.end();
        waiting.get(30, TimeUnit.SECONDS);
        pause.failed();
    }

    @Test
    void firstFailureAfterASuccessIsNotWaitedFor() {
        pause.failed();
        pause.worked();
        pause.failed();
    }

    @Test
    void interruptEndsAPauseAndStays() {
        pause.failed();
        Thread.currentThread().interrupt();
        pause.failed();
        assertThat(Thread.interrupted()).isTrue();
    }
}
