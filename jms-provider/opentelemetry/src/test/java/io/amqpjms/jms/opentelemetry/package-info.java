/** Traces, seen beside a broker. */
package io.amqpjms.jms.opentelemetry;
