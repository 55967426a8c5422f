package io.amqpjms.jms.internal.options;

import org.jspecify.annotations.Nullable;

/**
 * One row of the option table, and the key to its value in {@link Options}. Immutable.
 *
 * @param <T> the type of the value
 */
public final class Option<T> {

    private final String name;
    private final Kind<T> kind;
    private final Default byDefault;
    private final @Nullable T defaultValue;
    private final String sentence;
    private final Support support;

    Option(String name, Kind<T> kind, Default byDefault, String sentence, Support support) {
        this.name = name;
        this.kind = kind;
        this.byDefault = byDefault;
        this.sentence = sentence;
        this.support = support;
        this.defaultValue = byDefault.text() == null ? null : read(byDefault.text());
    }

    /** The value that the text stands for; refused with the range and an example if there is none. */
    T read(String text) {
        return read(name, text);
    }

    /**
     * The value that the text stands for; refused with the range and an example if there is none.
     *
     * @param given the name under which it was set, which tells more than {@link #name()} where that ends in an asterisk
     */
    T read(String given, String text) {
        String tail = name.endsWith("*") ? given.substring(name.length() - 1) : "";
        T value = kind.read(tail, text);
        if (value == null) {
            throw InvalidOptionException.value(this, text);
        }
        return value;
    }

    /** The name with its prefix; one that ends in {@code *} stands for all names that begin so. */
    public String name() {
        return name;
    }

    /** The prefix of the name, up to the first dot. */
    public String scope() {
        return name.substring(0, name.indexOf('.'));
    }

    /** What values there are. */
    public Kind<T> kind() {
        return kind;
    }

    /** The default and how it compares with Qpid JMS. */
    public Default byDefault() {
        return byDefault;
    }

    /** The value when nobody sets one, or null for none. */
    public @Nullable T defaultValue() {
        return defaultValue;
    }

    /** What it does, for the documentation. */
    public String sentence() {
        return sentence;
    }

    /** What becomes of it. */
    public Support support() {
        return support;
    }

    @Override
    public String toString() {
        return name;
    }
}
