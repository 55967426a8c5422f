/**
 * The queue and topic domains of JMS 1.0 as thin views of classic objects, refusing what belongs to the other domain.
 * JMS 3.1 §2.6.4, §9.2.
 */
@NullMarked
package io.amqpjms.jms.internal.legacy;

import org.jspecify.annotations.NullMarked;
