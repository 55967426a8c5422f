/** An event-driven AMQP 1.0 client: containers, connections, sessions, links and deliveries. */
@NullMarked
package io.amqpjms.engine;

import org.jspecify.annotations.NullMarked;
