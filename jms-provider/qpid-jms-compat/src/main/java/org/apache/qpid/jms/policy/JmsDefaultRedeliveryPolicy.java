package org.apache.qpid.jms.policy;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** When a message is given up, and with which outcome. */
public class JmsDefaultRedeliveryPolicy extends OptionPolicy implements JmsRedeliveryPolicy {
    /** By their numbers, from 1. */
    private static final List<String> OUTCOMES =
            List.of("ACCEPTED", "REJECTED", "RELEASED", "MODIFIED_FAILED", "MODIFIED_FAILED_UNDELIVERABLE");

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

    /** The number of the outcome, from 1. */
    public int getOutcome() {
        String outcome = get("outcome");
        if (outcome == null) {
            return OUTCOMES.size();
        }
        int named = OUTCOMES.indexOf(outcome.toUpperCase(Locale.ROOT)) + 1;
        return named > 0 ? named : Integer.parseInt(outcome);
    }

    /** Sets the outcome by its name. */
    public void setOutcome(@Nullable String name) {
        set("outcome", name);
    }

    /** Sets the outcome by its number, from 1. */
    public void setOutcome(int number) {
        set("outcome", number);
    }
}
