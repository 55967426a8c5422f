/** Speed, measured: the same work over the same API for this provider and its peers, each in a JVM of its own. */
@NullMarked
package io.amqpjms.benchmarks;

import org.jspecify.annotations.NullMarked;
