package io.amqpjms.jms.internal.watch;

import java.util.concurrent.atomic.LongAdder;

/** How many messages a connection has sent and received; kept only where somebody may ask. For any thread. */
final class Counters {
    final LongAdder begun = new LongAdder();
    final LongAdder ended = new LongAdder();
    final LongAdder accepted = new LongAdder();
    final LongAdder received = new LongAdder();

    long inFlight() {
        return Math.max(0, begun.sum() - ended.sum());
    }
}
