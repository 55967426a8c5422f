package org.apache.qpid.jms.policy;

/** How many messages consumers hold ready. */
public class JmsDefaultPrefetchPolicy extends OptionPolicy implements JmsPrefetchPolicy {
    private static final int UNSET = 1000;
    private static final int MOST = 32_767;

    public JmsDefaultPrefetchPolicy() {
        super("jms.prefetchPolicy.");
    }

    /** A copy. */
    public JmsDefaultPrefetchPolicy(JmsDefaultPrefetchPolicy source) {
        this();
        takeOver(source);
    }

    @Override
    public JmsDefaultPrefetchPolicy copy() {
        return new JmsDefaultPrefetchPolicy(this);
    }

    public int getQueuePrefetch() {
        return number("queuePrefetch", UNSET);
    }

    public void setQueuePrefetch(int messages) {
        set("queuePrefetch", messages);
    }

    public int getTopicPrefetch() {
        return number("topicPrefetch", UNSET);
    }

    public void setTopicPrefetch(int messages) {
        set("topicPrefetch", messages);
    }

    public int getQueueBrowserPrefetch() {
        return number("queueBrowserPrefetch", UNSET);
    }

    public void setQueueBrowserPrefetch(int messages) {
        set("queueBrowserPrefetch", messages);
    }

    public int getDurableTopicPrefetch() {
        return number("durableTopicPrefetch", UNSET);
    }

    public void setDurableTopicPrefetch(int messages) {
        set("durableTopicPrefetch", messages);
    }

    /** One number for all kinds of consumers. */
    public void setAll(int messages) {
        for (String kind :
                new String[] {"queuePrefetch", "topicPrefetch", "queueBrowserPrefetch", "durableTopicPrefetch"}) {
            set(kind, messages);
        }
    }

    public int getMaxPrefetchSize() {
        return number("maxPrefetchSize", MOST);
    }

    public void setMaxPrefetchSize(int messages) {
        set("maxPrefetchSize", messages);
    }
}
