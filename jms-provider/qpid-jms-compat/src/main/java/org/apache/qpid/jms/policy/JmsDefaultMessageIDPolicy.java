package org.apache.qpid.jms.policy;

import org.jspecify.annotations.Nullable;

/** The form of message ids. */
public class JmsDefaultMessageIDPolicy extends OptionPolicy implements JmsMessageIDPolicy {
    public JmsDefaultMessageIDPolicy() {
        super("jms.messageIDPolicy.");
    }

    /** A copy. */
    public JmsDefaultMessageIDPolicy(JmsDefaultMessageIDPolicy source) {
        this();
        takeOver(source);
    }

    @Override
    public JmsDefaultMessageIDPolicy copy() {
        return new JmsDefaultMessageIDPolicy(this);
    }

    public String getMessageIDType() {
        String type = get("messageIDType");
        return type == null ? "DEFAULT" : type;
    }

    public void setMessageIDType(@Nullable String type) {
        set("messageIDType", type);
    }
}
