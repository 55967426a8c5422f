/** The work that is measured, over the plain JMS API: the same code for every client. */
@NullMarked
package io.amqpjms.benchmarks.work;

import org.jspecify.annotations.NullMarked;
