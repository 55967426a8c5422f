package org.apache.qpid.jms;

import jakarta.jms.JMSRuntimeException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.qpid.jms.policy.JmsDefaultDeserializationPolicy;
import org.apache.qpid.jms.policy.JmsDefaultMessageIDPolicy;
import org.apache.qpid.jms.policy.JmsDefaultPrefetchPolicy;
import org.apache.qpid.jms.policy.JmsDefaultPresettlePolicy;
import org.apache.qpid.jms.policy.JmsDefaultRedeliveryPolicy;
import org.apache.qpid.jms.policy.JmsDeserializationPolicy;
import org.apache.qpid.jms.policy.JmsMessageIDPolicy;
import org.apache.qpid.jms.policy.JmsPrefetchPolicy;
import org.apache.qpid.jms.policy.JmsPresettlePolicy;
import org.apache.qpid.jms.policy.JmsRedeliveryPolicy;
import org.apache.qpid.jms.policy.OptionPolicy;
import org.jspecify.annotations.Nullable;

/** The policies of a factory, which may be changed until it connects. Belongs to the thread that sets it up. */
final class Policies {
    private JmsPrefetchPolicy prefetch = new JmsDefaultPrefetchPolicy();
    private JmsRedeliveryPolicy redelivery = new JmsDefaultRedeliveryPolicy();
    private JmsPresettlePolicy presettle = new JmsDefaultPresettlePolicy();
    private JmsMessageIDPolicy messageID = new JmsDefaultMessageIDPolicy();
    private JmsDeserializationPolicy deserialization = new JmsDefaultDeserializationPolicy();
    private volatile Set<String> told = Set.of();

    JmsPrefetchPolicy prefetch() {
        return prefetch;
    }

    JmsRedeliveryPolicy redelivery() {
        return redelivery;
    }

    JmsPresettlePolicy presettle() {
        return presettle;
    }

    JmsMessageIDPolicy messageID() {
        return messageID;
    }

    JmsDeserializationPolicy deserialization() {
        return deserialization;
    }

    void use(@Nullable JmsPrefetchPolicy policy) {
        prefetch = policy == null ? new JmsDefaultPrefetchPolicy() : known(policy);
    }

    void use(@Nullable JmsRedeliveryPolicy policy) {
        redelivery = policy == null ? new JmsDefaultRedeliveryPolicy() : known(policy);
    }

    void use(@Nullable JmsPresettlePolicy policy) {
        presettle = policy == null ? new JmsDefaultPresettlePolicy() : known(policy);
    }

    void use(@Nullable JmsMessageIDPolicy policy) {
        messageID = policy == null ? new JmsDefaultMessageIDPolicy() : known(policy);
    }

    void use(@Nullable JmsDeserializationPolicy policy) {
        deserialization = policy == null ? new JmsDefaultDeserializationPolicy() : known(policy);
    }

    private static <P> P known(P policy) {
        if (policy instanceof OptionPolicy) {
            return policy;
        }
        throw new JMSRuntimeException("The policy " + policy.getClass().getName()
                + " cannot be asked for each destination; set the options of the default policy instead, such as"
                + " jms.prefetchPolicy.destinations");
    }

    /** What all of them set; null for what one of them set when this was last asked, and none does any more. */
    Map<String, @Nullable String> changes() {
        Map<String, String> now = options();
        Map<String, @Nullable String> changes = new LinkedHashMap<>();
        told.forEach(name -> changes.put(name, null));
        changes.putAll(now);
        told = now.keySet();
        return changes;
    }

    private Map<String, String> options() {
        Map<String, String> all = new LinkedHashMap<>();
        for (Object policy : new Object[] {prefetch, redelivery, presettle, messageID, deserialization}) {
            all.putAll(((OptionPolicy) policy).options());
        }
        return all;
    }
}
