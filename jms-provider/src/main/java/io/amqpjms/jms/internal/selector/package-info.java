/** The syntax of message selectors, JMS 3.1 §3.8.1: checked on the client, evaluated by the broker. */
@NullMarked
package io.amqpjms.jms.internal.selector;

import org.jspecify.annotations.NullMarked;
