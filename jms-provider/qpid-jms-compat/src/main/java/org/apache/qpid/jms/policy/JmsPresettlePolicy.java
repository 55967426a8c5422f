package org.apache.qpid.jms.policy;

/** What is settled before it is sent, so that it comes once at most. Of the application's own ones there are none: what is set in code is an option, so that a URI can say it too. */
public interface JmsPresettlePolicy {
    /** A policy that says the same. */
    JmsPresettlePolicy copy();
}
