package org.apache.qpid.jms.policy;

/** Which classes object messages may hold. */
public class JmsDefaultDeserializationPolicy extends OptionPolicy implements JmsDeserializationPolicy {
    public JmsDefaultDeserializationPolicy() {
        super("jms.deserializationPolicy.");
    }

    /** A copy. */
    public JmsDefaultDeserializationPolicy(JmsDefaultDeserializationPolicy source) {
        this();
        takeOver(source);
    }

    @Override
    public JmsDefaultDeserializationPolicy copy() {
        return new JmsDefaultDeserializationPolicy(this);
    }

    public String getAllowList() {
        String list = get("allowList");
        return list == null ? "" : list;
    }

    public void setAllowList(String classes) {
        set("allowList", classes);
    }

    public String getDenyList() {
        String list = get("denyList");
        return list == null ? "" : list;
    }

    public void setDenyList(String classes) {
        set("denyList", classes);
    }
}
