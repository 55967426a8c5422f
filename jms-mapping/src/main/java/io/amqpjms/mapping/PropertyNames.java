package io.amqpjms.mapping;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a property may be called: what a selector can name (JMS 3.1 §3.8.1.1). Stateless. */
public final class PropertyNames {

    /** The words of the selector language as it writes them; in lower case they are names in use, {@code true} for one. */
    private static final Set<String> RESERVED =
            Set.of("NULL", "TRUE", "FALSE", "NOT", "AND", "OR", "BETWEEN", "LIKE", "IN", "IS", "ESCAPE");

    private PropertyNames() {}

    /** The name itself, refused when absent. */
    public static String requirePresent(@Nullable String name) {
        if (name == null) {
            throw new IllegalArgumentException("A property needs a name, but null was given");
        }
        return name;
    }

    /** The name itself, refused when absent or empty. */
    public static String require(@Nullable String name) {
        String present = requirePresent(name);
        if (present.isEmpty()) {
            throw new IllegalArgumentException("A property needs a name, but an empty one was given");
        }
        return present;
    }

    /** The name itself, refused also when a selector could not name it. */
    public static String requireIdentifier(@Nullable String name) {
        String present = require(name);
        if (RESERVED.contains(present)) {
            throw refused(present, "it is a word of the selector language");
        }
        int first = present.codePointAt(0);
        if (!Character.isJavaIdentifierStart(first)) {
            throw refused(present, "it begins with '" + Character.toString(first) + "'");
        }
        present.codePoints()
                .filter(point -> !Character.isJavaIdentifierPart(point))
                .findFirst()
                .ifPresent(point -> {
                    throw refused(present, "it contains '" + Character.toString(point) + "'");
                });
        return present;
    }

    private static IllegalArgumentException refused(String name, String why) {
        return new IllegalArgumentException("Property name '" + name + "' is not an identifier: " + why
                + ". A selector could not name it; jms.validatePropertyNames=false allows it all the same.");
    }
}
