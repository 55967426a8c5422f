package io.amqpjms.jms.internal.ack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * How messages are delivered again. Stateless.
 *
 * <p>What failed goes back to the broker, which alone counts attempts over consumers and lines, waits between them, and moves away
 * what nobody can process. What the application asks for again comes from this side's own store, and so does what the broker has
 * forgotten.
 */
final class Redelivery {
    private Redelivery() {}

    /** Delivers again what the application failed to process. */
    static void afterFailure(List<Received> failed) {
        onRequest(failed.stream().filter(Received::isPresettled).toList());
        eachOrigin(failed.stream().filter(message -> !message.isPresettled()).toList(), Origin::giveBack);
    }

    /** Delivers again what the application asked for (JMS 3.1 §6.2.11). */
    static void onRequest(List<Received> messages) {
        messages.forEach(Received::countRedelivery);
        eachOrigin(messages, Origin::putBack);
    }

    private static void eachOrigin(List<Received> messages, BiConsumer<Origin, List<Received>> action) {
        Map<Origin, List<Received>> byOrigin = new LinkedHashMap<>();
        for (Received message : messages) {
            byOrigin.computeIfAbsent(message.origin(), origin -> new ArrayList<>())
                    .add(message);
        }
        byOrigin.forEach(action);
    }
}
