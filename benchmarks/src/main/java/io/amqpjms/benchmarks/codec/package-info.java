/** What encoding and decoding a message costs, beside other codecs for the same bytes. */
@NullMarked
package io.amqpjms.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
