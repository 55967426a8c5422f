/** The least that Netty and proton-j can be made to do for a message: what a client costs above it is the client's own. */
@NullMarked
package io.amqpjms.benchmarks.floor;

import org.jspecify.annotations.NullMarked;
