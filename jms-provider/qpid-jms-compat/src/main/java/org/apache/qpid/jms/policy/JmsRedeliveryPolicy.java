package org.apache.qpid.jms.policy;

/** When a message is given up, and with which outcome. Of the application's own ones there are none: what is set in code is an option, so that a URI can say it too. */
public interface JmsRedeliveryPolicy {
    /** A policy that says the same. */
    JmsRedeliveryPolicy copy();
}
