/**
 * The one seam through which connections, sends and receives are watched: by the flight recorder, by metrics, by traces, by JMX.
 * It costs nothing while nobody watches.
 */
@NullMarked
package io.amqpjms.jms.internal.watch;

import org.jspecify.annotations.NullMarked;
