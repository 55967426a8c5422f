/** What many idle connections cost a process: threads, heap, and the time to connect. */
@NullMarked
package io.amqpjms.benchmarks.connections;

import org.jspecify.annotations.NullMarked;
