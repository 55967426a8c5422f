/** What a run of the Jakarta Messaging TCK came to, held against the tests that have to pass. */
@NullMarked
package io.amqpjms.tck.report;

import org.jspecify.annotations.NullMarked;
