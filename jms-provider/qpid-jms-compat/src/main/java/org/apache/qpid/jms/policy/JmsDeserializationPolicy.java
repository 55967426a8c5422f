package org.apache.qpid.jms.policy;

/** Which classes object messages may hold. Of the application's own ones there are none: what is set in code is an option, so that a URI can say it too. */
public interface JmsDeserializationPolicy {
    /** A policy that says the same. */
    JmsDeserializationPolicy copy();
}
