/** The AMQP 1.0 message model and its codec, free of any network code. */
@NullMarked
package io.amqpjms.engine.message;

import org.jspecify.annotations.NullMarked;
