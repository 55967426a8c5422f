/** The events of the Java Flight Recorder; nothing here is loaded where the Java runtime has none. */
@NullMarked
package io.amqpjms.jms.internal.jfr;

import org.jspecify.annotations.NullMarked;
