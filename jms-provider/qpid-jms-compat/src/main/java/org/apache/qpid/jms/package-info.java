/** The public names of Apache Qpid JMS, each a thin cover over AMQP JMS. */
@NullMarked
package org.apache.qpid.jms;

import org.jspecify.annotations.NullMarked;
