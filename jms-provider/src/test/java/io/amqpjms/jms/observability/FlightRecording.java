package io.amqpjms.jms.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Records all events of the provider, however short, until they are asked for. Of one thread. */
public final class FlightRecording implements AutoCloseable {
    static final List<String> EVENTS = List.of(
            "io.amqpjms.Connect",
            "io.amqpjms.Reconnect",
            "io.amqpjms.Send",
            "io.amqpjms.CreditStall",
            "io.amqpjms.Settle",
            "io.amqpjms.ReceiveWait",
            "io.amqpjms.Transaction");

    private final Recording recording = new Recording();

    /** Begins. */
    public FlightRecording() {
        EVENTS.forEach(name -> recording.enable(name).withThreshold(Duration.ZERO));
        recording.start();
    }

    /** Ends the recording; the provider's events in the order of their beginnings. */
    public List<RecordedEvent> events() throws IOException {
        Path file = Files.createTempFile("recording", ".jfr");
        try {
            recording.stop();
            recording.dump(file);
            return RecordingFile.readAllEvents(file).stream()
                    .filter(event -> EVENTS.contains(event.getEventType().getName()))
                    .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                    .toList();
        } finally {
            Files.delete(file);
        }
    }

    /** Those of this name, without the provider's prefix. */
    public static List<RecordedEvent> called(String name, List<RecordedEvent> events) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("io.amqpjms." + name))
                .toList();
    }

    @Override
    public void close() {
        recording.close();
    }
}
