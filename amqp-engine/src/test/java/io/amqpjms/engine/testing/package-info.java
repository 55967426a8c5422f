/** Fixtures that every module's tests share: a scripted peer, a broker in this JVM, proxies that break lines, a check for leaks. */
package io.amqpjms.engine.testing;
