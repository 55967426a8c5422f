/** What settles a received message, and when: one strategy for each acknowledge mode. */
@NullMarked
package io.amqpjms.jms.internal.ack;

import org.jspecify.annotations.NullMarked;
