/** The provider's own error codes, each with its cause and what to do; {@code docs/ERRORS.md} is written from them. */
@NullMarked
package io.amqpjms.jms.internal.errors;

import org.jspecify.annotations.NullMarked;
