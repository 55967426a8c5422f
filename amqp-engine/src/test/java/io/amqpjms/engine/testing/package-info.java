/** Fixtures that every module's tests share: a scripted peer, a broker in this JVM, a check for leaks. */
package io.amqpjms.engine.testing;
