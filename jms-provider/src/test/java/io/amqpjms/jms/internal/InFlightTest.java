package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.jms.observability.FlightRecording;
import io.amqpjms.mapping.AmqpQueue;
import java.time.Duration;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private final AmqpQueue queue = new AmqpQueue("orders");

    @Test
    void sendThatFindsTheWindowFullIsRecordedAsAStall() throws Exception {
        InFlight inFlight = new InFlight(10);
        try (FlightRecording recording = new FlightRecording()) {
            inFlight.enter(10, Duration.ofSeconds(1), queue);
            assertThatThrownBy(() -> inFlight.enter(5, Duration.ofMillis(20), queue))
                    .hasMessageContaining("1 messages of 10 bytes");
            List<RecordedEvent> stalls = FlightRecording.called("CreditStall", recording.events());
            assertThat(stalls).hasSize(1);
            assertThat(stalls.get(0).getString("waitedFor")).isEqualTo("WINDOW");
            assertThat(stalls.get(0).getString("destination")).isEqualTo("orders");
            assertThat(stalls.get(0).getLong("bytes")).isEqualTo(5);
        }
    }
}
