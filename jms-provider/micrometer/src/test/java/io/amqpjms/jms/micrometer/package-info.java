/** Meters, seen beside a broker. */
package io.amqpjms.jms.micrometer;
