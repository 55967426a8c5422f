package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.jms.observability.FlightRecording;
import io.amqpjms.mapping.AmqpQueue;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private static final int STEP = SendMemory.STEP;
    /** A message that fills a step. */
    private static final int FULL = STEP - InFlight.OVERHEAD;

    private static final long LIMIT = 8L * STEP;
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final AmqpQueue queue = new AmqpQueue("orders");
    private final SendMemory memory = new SendMemory(4L * STEP);
    private final InFlight inFlight = new InFlight(LIMIT, memory);

    @Test
    void sendThatFindsTheWindowFullIsRecordedAsAStall() throws Exception {
        InFlight full = new InFlight(LIMIT, new SendMemory(0));
        try (FlightRecording recording = new FlightRecording()) {
            full.enter(FULL, LONG, queue, new InFlight.Part());
            assertThatThrownBy(() -> full.enter(5, SHORT, queue, new InFlight.Part()))
                    .hasMessageContaining("1 messages of " + FULL + " bytes");
            List<RecordedEvent> stalls = FlightRecording.called("CreditStall", recording.events());
            assertThat(stalls).hasSize(1);
            assertThat(stalls.get(0).getString("waitedFor")).isEqualTo("WINDOW");
            assertThat(stalls.get(0).getString("destination")).isEqualTo("orders");
            assertThat(stalls.get(0).getLong("bytes")).isEqualTo(5);
        }
    }

    @Test
    void windowGrowsAsLongAsThereIsMemory() throws Exception {
        fill(inFlight, 5);
        assertFull(inFlight);
    }

    @Test
    void windowGrowsNoFurtherThanItsLimit() throws Exception {
        InFlight large = new InFlight(LIMIT, new SendMemory(100L * STEP));
        fill(large, 8);
        assertFull(large);
    }

    @Test
    void eachSessionHasAWindowOfItsOwnWhenTheMemoryIsGone() throws Exception {
        fill(inFlight, 5);
        InFlight other = new InFlight(LIMIT, memory);
        fill(other, 1);
        assertFull(other);
    }

    @Test
    void messageOfAnySizeMayBeAloneInFlight() throws Exception {
        new InFlight(LIMIT, new SendMemory(0)).enter(100 << 20, SHORT, queue, new InFlight.Part());
    }

    @Test
    void sendThatWaitsGoesOnWithWhatAnotherSessionGivesBack() throws Exception {
        fill(inFlight, 5);
        InFlight other = new InFlight(LIMIT, memory);
        fill(other, 1);
        CompletableFuture<Void> entered = entering(other);
        inFlight.leave(FULL, new InFlight.Part());
        inFlight.leave(FULL, new InFlight.Part());
        inFlight.leave(FULL, new InFlight.Part());
        entered.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void allThatWaitGoOnOneAfterTheOther() throws Exception {
        fill(inFlight, 5);
        List<InFlight> others =
                List.of(new InFlight(LIMIT, memory), new InFlight(LIMIT, memory), new InFlight(LIMIT, memory));
        for (InFlight other : others) {
            fill(other, 1);
        }
        List<CompletableFuture<Void>> entered =
                others.stream().map(this::entering).toList();
        leave(inFlight, 5);
        for (CompletableFuture<Void> one : entered) {
            one.get(LONG.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void sendThatGaveUpLeavesWhatItWasToldOfToOthers() throws Exception {
        fill(inFlight, 5);
        InFlight other = new InFlight(LIMIT, memory);
        fill(other, 1);
        assertFull(other);
        InFlight third = new InFlight(LIMIT, memory);
        fill(third, 1);
        CompletableFuture<Void> entered = entering(third);
        leave(inFlight, 5);
        entered.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void sessionWithNothingInFlightHoldsNoMemory() throws Exception {
        fill(inFlight, 5);
        leave(inFlight, 5);
        fill(new InFlight(LIMIT, memory), 5);
    }

    private void fill(InFlight session, int steps) throws JMSException {
        for (int i = 0; i < steps; i++) {
            session.enter(FULL, SHORT, queue, new InFlight.Part());
        }
    }

    private static void leave(InFlight session, int steps) {
        for (int i = 0; i < steps; i++) {
            session.leave(FULL, new InFlight.Part());
        }
    }

    private void assertFull(InFlight session) {
        assertThatThrownBy(() -> session.enter(0, SHORT, queue, new InFlight.Part()))
                .hasMessageContaining("have no answer");
    }

    private CompletableFuture<Void> entering(InFlight session) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        session.enter(FULL, LONG, queue, new InFlight.Part());
                    } catch (JMSException e) {
                        throw new IllegalStateException(e);
                    }
                },
                command -> new Thread(command).start());
    }
}
