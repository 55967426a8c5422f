/** What the Jakarta Messaging TCK asks of its surroundings: a broker, the names it looks up, a clean start per test. */
package io.amqpjms.tck;
