/** The Jakarta Messaging 3.1 provider for AMQP 1.0: the connection factory, its destinations and its options. */
@NullMarked
package io.amqpjms.jms;

import org.jspecify.annotations.NullMarked;
