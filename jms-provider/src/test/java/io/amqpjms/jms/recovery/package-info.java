/** What the provider promises when the line to the broker breaks, held against brokers and networks that misbehave. */
package io.amqpjms.jms.recovery;
