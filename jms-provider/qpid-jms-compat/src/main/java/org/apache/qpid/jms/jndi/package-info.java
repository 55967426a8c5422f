/** The naming side of the public names of Apache Qpid JMS. */
@NullMarked
package org.apache.qpid.jms.jndi;

import org.jspecify.annotations.NullMarked;
