/** Spans of sends, receives and listener calls by the OpenTelemetry API. */
@NullMarked
package io.amqpjms.jms.opentelemetry;

import org.jspecify.annotations.NullMarked;
