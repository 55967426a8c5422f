/** The policies of Apache Qpid JMS that are set in code; each is a set of options. */
@NullMarked
package org.apache.qpid.jms.policy;

import org.jspecify.annotations.NullMarked;
