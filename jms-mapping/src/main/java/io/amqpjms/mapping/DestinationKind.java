package io.amqpjms.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The four kinds of JMS destination with their forms on the wire: the byte in the destination annotations and the
 * capability on a link's terminus. Immutable.
 */
public enum DestinationKind {
    QUEUE(0, "queue"),
    TOPIC(1, "topic"),
    TEMPORARY_QUEUE(2, "temporary-queue"),
    TEMPORARY_TOPIC(3, "temporary-topic");

    private static final List<DestinationKind> BY_CODE = List.of(values());

    private final byte code;
    private final String capability;

    DestinationKind(int code, String capability) {
        this.code = (byte) code;
        this.capability = capability;
    }

    /** The value of {@code x-opt-jms-dest} and {@code x-opt-jms-reply-to}. */
    public byte code() {
        return code;
    }

    /** The symbol by which a terminus says what kind of node it wants. */
    public String capability() {
        return capability;
    }

    public boolean isTopic() {
        return this == TOPIC || this == TEMPORARY_TOPIC;
    }

    public boolean isTemporary() {
        return this == TEMPORARY_QUEUE || this == TEMPORARY_TOPIC;
    }

    /** The kind with this annotation value, null when there is none. */
    public static @Nullable DestinationKind ofCode(long code) {
        return code >= 0 && code < BY_CODE.size() ? BY_CODE.get((int) code) : null;
    }

    /** The kind named by an attribute list of old, such as {@code topic,temporary}; null when it names none. */
    public static @Nullable DestinationKind ofAttributes(String attributes) {
        var words = Arrays.asList(attributes.toLowerCase(Locale.ROOT).split("\\s*,\\s*"));
        boolean temporary = words.contains("temporary");
        if (words.contains("queue")) {
            return temporary ? TEMPORARY_QUEUE : QUEUE;
        }
        if (words.contains("topic")) {
            return temporary ? TEMPORARY_TOPIC : TOPIC;
        }
        return null;
    }
}
