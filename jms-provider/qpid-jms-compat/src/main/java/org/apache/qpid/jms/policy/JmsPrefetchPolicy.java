package org.apache.qpid.jms.policy;

/** How many messages consumers hold ready. Of the application's own ones there are none: what is set in code is an option, so that a URI can say it too. */
public interface JmsPrefetchPolicy {
    /** A policy that says the same. */
    JmsPrefetchPolicy copy();
}
