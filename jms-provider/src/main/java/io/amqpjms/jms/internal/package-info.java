/** How the provider works; not exported. */
@NullMarked
package io.amqpjms.jms.internal;

import org.jspecify.annotations.NullMarked;
