/**
 * The simplified API of JMS 3.1 over the classic one: a context is a connection and a session, its producers and
 * consumers pass through the public {@code MessageProducer.send} and {@code MessageConsumer.receive}.
 */
@NullMarked
package io.amqpjms.jms.internal.context;

import org.jspecify.annotations.NullMarked;
