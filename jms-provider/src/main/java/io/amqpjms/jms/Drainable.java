package io.amqpjms.jms;

import jakarta.jms.JMSRuntimeException;
import java.time.Duration;

/**
 * What ends gracefully: all connections and contexts that an {@link AmqpConnectionFactory} makes.
 *
 * <pre>{@code
 * if (connection instanceof Drainable drainable) {
 *     drainable.drain(Duration.ofSeconds(30));
 * }
 * }</pre>
 */
public interface Drainable {
    /**
     * Takes no more messages from the broker, gives back to it those that wait here, lets message listeners that run return and
     * asynchronous sends be answered, and then closes the connection. Work that is done by calls of {@code receive} is for the
     * application to end before: such calls return null from now on.
     *
     * <p>After the time is over the connection is closed as it is: a listener that still runs goes on without its session, and
     * its message comes again; a completion listener hears that its answer did not come.
     *
     * <p>May be called by any thread but that of a listener of the connection.
     *
     * @param limit how long listeners and sends may take
     * @return whether all of them ended in that time; true if the connection was closed already
     * @throws JMSRuntimeException if a listener of the connection calls, or the close fails
     */
    boolean drain(Duration limit);
}
