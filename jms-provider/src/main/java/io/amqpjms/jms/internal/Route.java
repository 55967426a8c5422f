package io.amqpjms.jms.internal;

import io.amqpjms.mapping.JmsDestination;
import jakarta.jms.JMSException;
import java.util.List;

/** How the messages of one producer find their links. Used by the session's thread; closed by any. */
interface Route {
    /** The link for this destination. */
    SenderLink to(JmsDestination destination) throws JMSException;

    /** The links to close with the producer. */
    List<SenderLink> links();

    /** One link for everything: the producer's destination, or the broker's anonymous relay. */
    record Single(SenderLink link) implements Route {
        @Override
        public SenderLink to(JmsDestination destination) {
            return link;
        }

        @Override
        public List<SenderLink> links() {
            return List.of(link);
        }
    }
}
