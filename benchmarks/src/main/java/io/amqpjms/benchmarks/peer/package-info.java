/** What the clients talk to, in a JVM of its own: a broker, or a peer that does next to nothing. */
@NullMarked
package io.amqpjms.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
