/**
 * The option table and what reads it: URIs, settings of the connection factory, JNDI, and the documentation. Every name,
 * default and range stands in one place; what is not in the table is refused.
 */
@NullMarked
package io.amqpjms.jms.internal.options;

import org.jspecify.annotations.NullMarked;
