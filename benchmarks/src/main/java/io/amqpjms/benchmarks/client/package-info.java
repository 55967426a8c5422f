/** What runs in the JVM of one client: it does a workload when told to, and tells what that cost. */
@NullMarked
package io.amqpjms.benchmarks.client;

import org.jspecify.annotations.NullMarked;
