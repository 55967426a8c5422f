package io.amqpjms.mapping;

import io.amqpjms.engine.message.Binary;
import io.amqpjms.engine.message.UnsignedLong;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Message and correlation ids: AMQP has them as string, uuid, ulong and binary (AMQP 1.0 §3.2.11 to §3.2.14), JMS as
 * text (JMS 3.1 §3.4.3). A text that begins with {@code ID:AMQP_} names the AMQP type behind it. Stateless.
 */
public final class MessageIds {

    private static final String ID = "ID:";
    private static final String STRING = "ID:AMQP_STRING:";
    private static final String NO_PREFIX = "ID:AMQP_NO_PREFIX:";
    private static final String UUID_FORM = "ID:AMQP_UUID:";
    private static final String ULONG = "ID:AMQP_ULONG:";
    private static final String BINARY = "ID:AMQP_BINARY:";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private MessageIds() {}

    /** The JMSMessageID for an AMQP id; always with the prefix {@code ID:}. */
    public static @Nullable String toMessageId(@Nullable Object id) {
        if (id instanceof String text && !text.startsWith(ID)) {
            return NO_PREFIX + text;
        }
        return toCorrelationId(id);
    }

    /** The JMSCorrelationID for an AMQP id. */
    public static @Nullable String toCorrelationId(@Nullable Object id) {
        if (id == null) {
            return null;
        }
        if (id instanceof UUID uuid) {
            return UUID_FORM + uuid;
        }
        if (id instanceof UnsignedLong number) {
            return ULONG + number;
        }
        if (id instanceof Binary binary) {
            return BINARY + HEX.formatHex(binary.toByteArray());
        }
        String text = id.toString();
        return namesAType(text) ? STRING + text : text;
    }

    /** The AMQP id for a JMS id. */
    public static @Nullable Object fromJms(@Nullable String id) throws MessageFormatException {
        if (id == null || !namesAType(id)) {
            return id;
        }
        try {
            return typed(id);
        } catch (IllegalArgumentException e) {
            throw unusable(id, e);
        }
    }

    private static Object typed(String id) {
        if (id.startsWith(UUID_FORM)) {
            return exactUuid(id.substring(UUID_FORM.length()));
        }
        if (id.startsWith(ULONG)) {
            return exactUlong(id.substring(ULONG.length()));
        }
        if (id.startsWith(BINARY)) {
            return Binary.of(HexFormat.of().parseHex(id.substring(BINARY.length())));
        }
        return id.substring(id.startsWith(STRING) ? STRING.length() : NO_PREFIX.length());
    }

    /** The bytes of a binary id. */
    public static byte @Nullable [] bytes(@Nullable Object id) throws JMSException {
        if (id == null) {
            return null;
        }
        if (id instanceof Binary binary) {
            return binary.toByteArray();
        }
        throw new MessageFormatException(
                "The correlation id " + toCorrelationId(id) + " is not binary; getJMSCorrelationID reads it");
    }

    private static boolean namesAType(String id) {
        return id.startsWith("ID:AMQP_")
                && (id.startsWith(STRING)
                        || id.startsWith(NO_PREFIX)
                        || id.startsWith(UUID_FORM)
                        || id.startsWith(ULONG)
                        || id.startsWith(BINARY));
    }

    /** {@link UUID#fromString} takes groups of any length and would change the id. */
    private static UUID exactUuid(String text) {
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("not the text of a uuid");
        }
        return uuid;
    }

    /** A sign or zeros in front would be gone from the id. */
    private static UnsignedLong exactUlong(String text) {
        UnsignedLong number = UnsignedLong.parse(text);
        if (!number.toString().equals(text)) {
            throw new IllegalArgumentException("not the text of a ulong");
        }
        return number;
    }

    private static MessageFormatException unusable(String id, IllegalArgumentException cause) {
        var failure = new MessageFormatException("The id '" + id + "' does not hold what its prefix promises: "
                + cause.getMessage() + ". An id without 'ID:AMQP_' goes as text.");
        failure.initCause(cause);
        failure.setLinkedException(cause);
        return failure;
    }
}
