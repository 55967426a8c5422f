/** Small programs that send and receive, each to be read in a minute. */
@NullMarked
package io.amqpjms.examples;

import org.jspecify.annotations.NullMarked;
