package io.amqpjms.jms.interop;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of a message by their names, values in the form of {@link ValueText}: one side of an {@link Exchange}, or a
 * line that a client printed.
 *
 * @param values the text of each value
 */
record Fields(Map<String, String> values) {

    /** Stands for any value: it depends on the clock. */
    static final String SET = "set";

    /** Stands for none. */
    static final String ABSENT = "absent";

    private static final int LONGEST = 500;

    static Fields of(String text, String separator) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String field : text.split(separator, -1)) {
            int equals = field.indexOf('=');
            values.put(field.substring(0, equals), field.substring(equals + 1));
        }
        return new Fields(values);
    }

    /** What a client reads. */
    String line() {
        return values.entrySet().stream()
                .filter(field -> !field.getValue().equals(ABSENT))
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(joining("\t"));
    }

    /** Of these fields those that the other has, {@link #SET} where it says no more than that. */
    Fields like(Fields expected) {
        Map<String, String> seen = new LinkedHashMap<>();
        expected.values.forEach((name, wanted) -> {
            String found = values.getOrDefault(name, ABSENT);
            seen.put(name, wanted.equals(SET) && !found.equals(ABSENT) ? SET : found);
        });
        return new Fields(seen);
    }

    /** With values as {@link ValueText} shows them, whatever way they were written. */
    Fields shown() {
        Map<String, String> shown = new LinkedHashMap<>(values);
        shown.replaceAll(
                (name, text) -> text.equals(SET) || text.equals(ABSENT) ? text : ValueText.show(ValueText.parse(text)));
        return new Fields(shown);
    }

    @Override
    public String toString() {
        String text = values.toString();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }
}
