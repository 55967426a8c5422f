package io.amqpjms.jms.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.testing.Logged;
import io.amqpjms.jms.MessageOutcome;
import io.amqpjms.jms.Metrics;
import io.amqpjms.jms.TracedMessage;
import io.amqpjms.jms.Tracing;
import io.amqpjms.mapping.DestinationKind;
import io.amqpjms.mapping.JmsDestination;
import io.amqpjms.mapping.message.JmsTextMessage;
import io.amqpjms.mapping.message.MessageSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of the failures of those who watch for the application. */
class GuardedWatchersTest {
    private static Metrics failingWith(Throwable failure) {
        return new GuardedMetrics(new Metrics() {
            @Override
            public void sent(String destination, MessageOutcome outcome, Duration latency) {
                throwUndeclared(failure);
            }
        });
    }

    /** Tracing that fails with something checked, as code in Kotlin or Scala may. */
    private static final class Faulty implements Tracing {
        @Override
        public Set<String> fields() {
            throwUndeclared(new IOException("fields"));
            return Set.of();
        }

        @Override
        public Span send(TracedMessage message, BiConsumer<String, String> context) {
            return (error, thrown) -> {};
        }

        @Override
        public void received(TracedMessage message, Function<String, @Nullable String> context, Instant began) {
            throwUndeclared(new IOException("received"));
        }

        @Override
        public Span process(TracedMessage message, Function<String, @Nullable String> context) {
            return (error, thrown) -> {
                throwUndeclared(new IOException("end"));
            };
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwUndeclared(Throwable failure) throws T {
        throw (T) failure;
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
    void whatIsThrownUndeclaredIsAWarningToo() throws Exception {
        Metrics metrics = failingWith(new IOException("planted"));
        assertThat(Logged.during(() -> send(metrics))).contains("WARN").contains("IOException: planted");
    }

    @Test
    void tracingMayThrowWhatItDoesNotDeclare() {
        GuardedTracing tracing = new GuardedTracing(new Faulty());
        JmsDestination orders = JmsDestination.of(DestinationKind.QUEUE, "orders");
        JmsTextMessage message = new JmsTextMessage(MessageSettings.DEFAULT);
        assertThat(tracing.send(orders, message).context()).isEmpty();
        tracing.received(orders, message, Instant.EPOCH);
        tracing.process(orders, message).end(null, null);
    }

    @Test
    void anInterruptThatEndsHereIsKept() {
        send(failingWith(new InterruptedException("planted")));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whatTheJvmCannotBearIsNotHidden() {
        OutOfMemoryError failure = new OutOfMemoryError("planted");
        assertThatThrownBy(() -> send(failingWith(failure))).isSameAs(failure);
    }
}
