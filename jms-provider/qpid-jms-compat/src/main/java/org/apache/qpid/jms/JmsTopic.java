package org.apache.qpid.jms;

import jakarta.jms.Topic;

/** A topic by its address. */
public class JmsTopic extends JmsDestination implements Topic {
    private static final long serialVersionUID = 1L;

    /** For naming services and streams, which set the address. */
    public JmsTopic() {
        super("");
    }

    public JmsTopic(String address) {
        super(address);
    }

    @Override
    public boolean isTopic() {
        return true;
    }

    @Override
    public String getTopicName() {
        return getAddress();
    }
}
