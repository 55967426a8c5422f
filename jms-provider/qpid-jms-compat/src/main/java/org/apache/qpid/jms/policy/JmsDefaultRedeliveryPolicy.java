package org.apache.qpid.jms.policy;

/** When a message is given up, and with which outcome. */
public class JmsDefaultRedeliveryPolicy extends OptionPolicy implements JmsRedeliveryPolicy {
    public JmsDefaultRedeliveryPolicy() {
        super("jms.redeliveryPolicy.");
    }

    /** A copy. */
    public JmsDefaultRedeliveryPolicy(JmsDefaultRedeliveryPolicy source) {
        this();
        takeOver(source);
    }

    @Override
    public JmsDefaultRedeliveryPolicy copy() {
        return new JmsDefaultRedeliveryPolicy(this);
    }

    public int getMaxRedeliveries() {
        return number("maxRedeliveries", -1);
    }

    public void setMaxRedeliveries(int most) {
        set("maxRedeliveries", most);
    }

    /** Sets the outcome by its name. */
    public void setOutcome(String name) {
        set("outcome", name);
    }

    /** Sets the outcome by its number, from 1. */
    public void setOutcome(int number) {
        set("outcome", number);
    }
}
