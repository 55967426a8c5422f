package io.amqpjms.engine;

import io.amqpjms.engine.message.Symbol;
import java.time.Duration;
import java.util.List;

/**
 * How a sender attaches and sends. Immutable.
 *
 * @param name the link's name
 * @param source this side's terminus; informative
 * @param target where messages go
 * @param presettled whether messages leave settled, so that no outcome comes back (AMQP 1.0 §2.6.12)
 * @param desiredCapabilities what the peer is asked to support
 * @param sendTimeout how long a message may wait for credit and for its outcome; zero means for ever
 * @param resends whether messages without outcome are sent again, in order, when the line was lost and stands again; they
 *     may then arrive twice. Otherwise they fail. Messages that never left are sent in either case.
 */
public record SenderOptions(
        String name,
        Source source,
        Target target,
        boolean presettled,
        List<Symbol> desiredCapabilities,
        Duration sendTimeout,
        boolean resends) {
    /** Without sending again. */
    public SenderOptions(
            String name,
            Source source,
            Target target,
            boolean presettled,
            List<Symbol> desiredCapabilities,
            Duration sendTimeout) {
        this(name, source, target, presettled, desiredCapabilities, sendTimeout, false);
    }

    public SenderOptions {
        desiredCapabilities = List.copyOf(desiredCapabilities);
    }

    /** Sends to an address, unsettled, waiting for as long as it takes. */
    public static SenderOptions to(String name, String address) {
        return new SenderOptions(name, Source.of(name), Target.of(address), false, List.of(), Duration.ZERO);
    }
}
