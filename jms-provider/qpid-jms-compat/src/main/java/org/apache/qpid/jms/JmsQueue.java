package org.apache.qpid.jms;

import jakarta.jms.Queue;

/** A queue by its address. */
public class JmsQueue extends JmsDestination implements Queue {
    private static final long serialVersionUID = 1L;

    /** For naming services and streams, which set the address. */
    public JmsQueue() {
        super("");
    }

    public JmsQueue(String address) {
        super(address);
    }

    @Override
    public boolean isTopic() {
        return false;
    }

    @Override
    public String getQueueName() {
        return getAddress();
    }
}
