package io.amqpjms.jms.internal.ack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How messages are delivered again. Stateless.
 *
 * <p>The first time they are taken from this side's own store: at once, in order, and the prefetched messages behind
 * them stay. A message that fails again goes back to the broker, so that the broker counts its attempts and can move it
 * away; otherwise a message that nobody can process would go round here for ever.
 */
final class Redelivery {
    private static final int WITHOUT_BROKER = 1;

    private Redelivery() {}

    /** Delivers again what the application failed to process. */
    static void afterFailure(List<Received> failed) {
        for (Received message : failed) {
            if (message.redeliveries() >= WITHOUT_BROKER) {
                message.fail();
            }
        }
        onRequest(failed.stream()
                .filter(message -> message.redeliveries() < WITHOUT_BROKER)
                .toList());
    }

    /** Delivers again what the application asked for (JMS 3.1 §6.2.11). */
    static void onRequest(List<Received> messages) {
        Map<Origin, List<Received>> byOrigin = new LinkedHashMap<>();
        for (Received message : messages) {
            message.countRedelivery();
            byOrigin.computeIfAbsent(message.origin(), origin -> new java.util.ArrayList<>())
                    .add(message);
        }
        byOrigin.forEach(Origin::putBack);
    }
}
