/** The JORAM suite of JMS 1.1 conformance tests, run against the provider over an embedded Artemis. */
package io.amqpjms.tck.joram;
