/** The Jakarta Messaging message types, kept straight on their AMQP 1.0 sections. */
@NullMarked
package io.amqpjms.mapping.message;

import org.jspecify.annotations.NullMarked;
