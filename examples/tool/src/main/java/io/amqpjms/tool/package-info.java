/** The command line. */
@NullMarked
package io.amqpjms.tool;

import org.jspecify.annotations.NullMarked;
