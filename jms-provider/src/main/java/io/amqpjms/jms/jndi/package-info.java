/** Connection factories and destinations by name, through JNDI. */
@NullMarked
package io.amqpjms.jms.jndi;

import org.jspecify.annotations.NullMarked;
