/** The two doors between Jakarta Messaging messages and encoded AMQP 1.0 sections, and the tables behind them. */
@NullMarked
package io.amqpjms.mapping;

import org.jspecify.annotations.NullMarked;
