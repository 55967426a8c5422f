package org.apache.qpid.jms.policy;

/** What is settled before it is sent, so that it comes once at most. */
public class JmsDefaultPresettlePolicy extends OptionPolicy implements JmsPresettlePolicy {
    public JmsDefaultPresettlePolicy() {
        super("jms.presettlePolicy.");
    }

    /** A copy. */
    public JmsDefaultPresettlePolicy(JmsDefaultPresettlePolicy source) {
        this();
        takeOver(source);
    }

    @Override
    public JmsDefaultPresettlePolicy copy() {
        return new JmsDefaultPresettlePolicy(this);
    }

    public boolean isPresettleAll() {
        return flag("presettleAll");
    }

    public void setPresettleAll(boolean presettle) {
        set("presettleAll", presettle);
    }

    public boolean isPresettleProducers() {
        return flag("presettleProducers");
    }

    public void setPresettleProducers(boolean presettle) {
        set("presettleProducers", presettle);
    }

    public boolean isPresettleTopicProducers() {
        return flag("presettleTopicProducers");
    }

    public void setPresettleTopicProducers(boolean presettle) {
        set("presettleTopicProducers", presettle);
    }

    public boolean isPresettleQueueProducers() {
        return flag("presettleQueueProducers");
    }

    public void setPresettleQueueProducers(boolean presettle) {
        set("presettleQueueProducers", presettle);
    }

    public boolean isPresettleTransactedProducers() {
        return flag("presettleTransactedProducers");
    }

    public void setPresettleTransactedProducers(boolean presettle) {
        set("presettleTransactedProducers", presettle);
    }

    public boolean isPresettleConsumers() {
        return flag("presettleConsumers");
    }

    public void setPresettleConsumers(boolean presettle) {
        set("presettleConsumers", presettle);
    }

    public boolean isPresettleTopicConsumers() {
        return flag("presettleTopicConsumers");
    }

    public void setPresettleTopicConsumers(boolean presettle) {
        set("presettleTopicConsumers", presettle);
    }

    public boolean isPresettleQueueConsumers() {
        return flag("presettleQueueConsumers");
    }

    public void setPresettleQueueConsumers(boolean presettle) {
        set("presettleQueueConsumers", presettle);
    }
}
