/** Meters of connections, sends and receives in a Micrometer registry. */
@NullMarked
package io.amqpjms.jms.micrometer;

import org.jspecify.annotations.NullMarked;
