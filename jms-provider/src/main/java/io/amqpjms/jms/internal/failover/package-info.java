/** Which broker is tried next, and when, once there is more than one or a lost connection is to come back. */
@NullMarked
package io.amqpjms.jms.internal.failover;

import org.jspecify.annotations.NullMarked;
