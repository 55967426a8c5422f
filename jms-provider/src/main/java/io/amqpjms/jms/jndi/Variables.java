package io.amqpjms.jms.jndi;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.ConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * Expands <code>${name}</code> and <code>${name:-default}</code>: from system properties, then environment variables, then
 * the other properties, whose values are expanded too; <code>$$</code> is a dollar sign. Immutable.
 */
final class Variables {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\$|\\$\\{([^}]*?)(?::-([^}]*))?}");

    private final Function<String, @Nullable Object> properties;

    Variables(Function<String, @Nullable Object> properties) {
        this.properties = properties;
    }

    /** Whether the text is one variable and nothing else. */
    static boolean isOne(String text) {
        Matcher variable = VARIABLE.matcher(text);
        return variable.matches() && variable.group(1) != null;
    }

    /** The value with its variables expanded; {@code key} is the property that a refusal names. */
    String expand(String key, String value) throws ConfigurationException {
        return expand(key, value, new ArrayDeque<>());
    }

    private String expand(String key, String value, Deque<String> within) throws ConfigurationException {
        Matcher variable = VARIABLE.matcher(value);
        StringBuilder expanded = new StringBuilder();
        while (variable.find()) {
            String name = variable.group(1);
            String text = name == null ? "$" : resolve(key, name, variable.group(2), within);
            variable.appendReplacement(expanded, Matcher.quoteReplacement(text));
        }
        return variable.appendTail(expanded).toString();
    }

    private String resolve(String key, String name, @Nullable String otherwise, Deque<String> within)
            throws ConfigurationException {
        if (within.contains(name)) {
            throw new ConfigurationException("JNDI property '" + key + "': variable '" + name + "' stands for itself.");
        }
        String outside = outside(name);
        if (outside != null) {
            return outside;
        }
        Object property = properties.apply(name);
        if (property != null) {
            within.push(name);
            String expanded = expand(key, String.valueOf(property), within);
            within.pop();
            return expanded;
        }
        if (otherwise != null) {
            return otherwise;
        }
        throw new ConfigurationException("JNDI property '" + key + "': there is no system property, environment"
                + " variable or property '" + name + "'. Set it, or give a default: ${" + name + ":-default}.");
    }

    /** What the system knows, as it is: a password may hold any character. */
    private static @Nullable String outside(String name) {
        String system = name.isEmpty() ? null : System.getProperty(name);
        return system == null ? System.getenv(name) : system;
    }
}
