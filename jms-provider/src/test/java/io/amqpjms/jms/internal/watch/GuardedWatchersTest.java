package io.amqpjms.jms.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.testing.Logged;
import io.amqpjms.jms.MessageOutcome;
import io.amqpjms.jms.Metrics;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of the failures of those who watch for the application. */
class GuardedWatchersTest {
    private static Metrics failingWith(Error failure) {
        return new GuardedMetrics(new Metrics() {
            @Override
            public void sent(String destination, MessageOutcome outcome, Duration latency) {
                throw failure;
            }
        });
    }

    private static void send(Metrics metrics) {
        metrics.sent("orders", MessageOutcome.ACCEPTED, Duration.ZERO);
    }

    @Test
    void theFirstErrorIsAWarningAndTheNextOnesAreNot() throws Exception {
        Metrics metrics = failingWith(new NoClassDefFoundError("Registry"));
        assertThat(Logged.during(() -> send(metrics))).contains("WARN").contains("NoClassDefFoundError: Registry");
        assertThat(Logged.during(() -> send(metrics))).doesNotContain("WARN");
    }

    @Test
    void whatTheJvmCannotBearIsNotHidden() {
        OutOfMemoryError failure = new OutOfMemoryError("planted");
        assertThatThrownBy(() -> send(failingWith(failure))).isSameAs(failure);
    }
}
