/**
 * The programs of the manual of AMQP's Python client, on the engine alone: no JMS, only events. An event has null for what
 * does not apply to its callback; these programs ask only for what does.
 */
@NullUnmarked
package io.amqpjms.examples.engine;

import org.jspecify.annotations.NullUnmarked;
