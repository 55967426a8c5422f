/** The provider under Spring: a program of its own, so that the other examples stay free of it. */
@NullMarked
package io.amqpjms.examples.spring;

import org.jspecify.annotations.NullMarked;
