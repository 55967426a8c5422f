package org.apache.qpid.jms.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A policy as the options that its setters stand for; those that nobody has called leave the options to the URI. Belongs to the
 * thread that sets it up.
 */
public abstract class OptionPolicy {
    private final String prefix;
    private final Map<String, String> options = new LinkedHashMap<>();

    OptionPolicy(String prefix) {
        this.prefix = prefix;
    }

    /** What was set, as options of a connection factory. */
    public final Map<String, String> options() {
        return Map.copyOf(options);
    }

    // Null leaves the option to the URI.
    final void set(String name, @Nullable Object value) {
        if (value == null) {
            options.remove(prefix + name);
        } else {
            options.put(prefix + name, value.toString());
        }
    }

    final @Nullable String get(String name) {
        return options.get(prefix + name);
    }

    final int number(String name, int unset) {
        String value = get(name);
        return value == null ? unset : Integer.parseInt(value);
    }

    final boolean flag(String name) {
        return Boolean.parseBoolean(get(name));
    }

    final void takeOver(OptionPolicy other) {
        options.putAll(other.options);
    }
}
