package org.apache.qpid.jms.policy;

import org.jspecify.annotations.Nullable;

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

    /** Sets the classes and packages that may be read; null for none. */
    public void setAllowList(@Nullable String classes) {
        set("allowList", classes == null ? "" : classes);
    }

    /** The same as {@link #getAllowList}. */
    public String getWhiteList() {
        return getAllowList();
    }

    /** The same as {@link #setAllowList}. */
    public void setWhiteList(@Nullable String classes) {
        setAllowList(classes);
    }

    public String getDenyList() {
        String list = get("denyList");
        return list == null ? "" : list;
    }

    /** Sets the classes and packages that must not be read; null for none. */
    public void setDenyList(@Nullable String classes) {
        set("denyList", classes == null ? "" : classes);
    }

    /** The same as {@link #getDenyList}. */
    public String getBlackList() {
        return getDenyList();
    }

    /** The same as {@link #setDenyList}. */
    public void setBlackList(@Nullable String classes) {
        setDenyList(classes);
    }
}
