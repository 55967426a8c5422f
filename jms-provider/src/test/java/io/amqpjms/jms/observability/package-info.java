/** What tools that watch an application from outside see of the provider. */
package io.amqpjms.jms.observability;
