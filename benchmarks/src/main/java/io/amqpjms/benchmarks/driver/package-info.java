/** Starts the peers' and the clients' processes, has them work in turn, and writes down what came of it. */
@NullMarked
package io.amqpjms.benchmarks.driver;

import org.jspecify.annotations.NullMarked;
