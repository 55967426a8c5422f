package io.amqpjms.tool;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A frame as the engine's log tells it, taken apart. Immutable.
 *
 * @param sent whether the client sent it
 * @param channel the session's number on the line; 0 where there is none
 * @param kind what it is, such as {@code Attach}
 * @param fields its fields, as the log has them
 * @param payload bytes of a message that it carries
 */
record Frame(boolean sent, int channel, String kind, String fields, int payload) {
    private static final Pattern LINE =
            Pattern.compile("\\S+ (->|<-) (?:\\[(\\d+)] )?(\\w+)(.*?)(?: \\((\\d+) bytes\\).*)?", Pattern.DOTALL);

    /** The frame of a line, or null if the line tells of none. */
    static @Nullable Frame of(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return null;
        }
        return new Frame(
                parts.group(1).equals("->"),
                number(parts.group(2)),
                parts.group(3),
                parts.group(4),
                number(parts.group(5)));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** The first field of this name, without quotes; empty if it is null or not there. */
    String field(String name) {
        return find(name + "='?([^,'}\\]]*)");
    }

    /** The address of {@code source} or {@code target}; empty if there is none. */
    String address(String terminus) {
        return find(terminus + "=\\w+\\{address='([^']*)'");
    }

    private String find(String expression) {
        Matcher found = Pattern.compile("\\b" + expression).matcher(fields);
        return found.find() && !found.group(1).equals("null") ? found.group(1) : "";
    }

    boolean has(String text) {
        return fields.contains(text);
    }
}
