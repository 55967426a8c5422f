package org.apache.qpid.jms.policy;

/** The form of message ids. Of the application's own ones there are none: what is set in code is an option, so that a URI can say it too. */
public interface JmsMessageIDPolicy {
    /** A policy that says the same. */
    JmsMessageIDPolicy copy();
}
