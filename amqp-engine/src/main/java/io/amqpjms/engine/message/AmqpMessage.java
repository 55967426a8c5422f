package io.amqpjms.engine.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An AMQP message with all of its sections (AMQP 1.0 §3.2). Mutable, for one thread; a section that is not set is null,
 * and the maps are made when first asked for.
 */
public final class AmqpMessage {
    private @Nullable Header header;
    private @Nullable Map<Symbol, @Nullable Object> deliveryAnnotations;
    private @Nullable Map<Symbol, @Nullable Object> messageAnnotations;
    private @Nullable Properties properties;
    private @Nullable Map<String, @Nullable Object> applicationProperties;
    private @Nullable Body body;
    private @Nullable Map<Symbol, @Nullable Object> footer;

    /** No section set. */
    public AmqpMessage() {}

    /** A message whose body is one value. */
    public static AmqpMessage of(@Nullable Object value) {
        return new AmqpMessage().body(new Body.Value(value));
    }

    /**
     * Decodes a whole message.
     *
     * @throws AmqpDecodeException if the bytes are no message
     */
    public static AmqpMessage decode(byte[] encoded) {
        return decode(encoded, 0, encoded.length, DecodeLimits.DEFAULT);
    }

    /**
     * Decodes a whole message from part of an array, which must not change after.
     *
     * @throws AmqpDecodeException if the bytes are no message, or more than the limits allow
     */
    public static AmqpMessage decode(byte[] encoded, int offset, int length, DecodeLimits limits) {
        return decode(new EncodedMessage(encoded, offset, length, limits));
    }

    /**
     * Decodes all sections of an encoded message.
     *
     * @throws AmqpDecodeException if a section does not hold what it should
     */
    public static AmqpMessage decode(EncodedMessage view) {
        AmqpMessage message = new AmqpMessage();
        message.header = view.header();
        message.deliveryAnnotations = orNull(view.deliveryAnnotations());
        message.messageAnnotations = orNull(view.messageAnnotations());
        message.properties = view.properties();
        message.applicationProperties = orNull(view.applicationProperties());
        message.body = view.body();
        message.footer = orNull(view.footer());
        return message;
    }

    private static <K> @Nullable Map<K, @Nullable Object> orNull(Map<K, @Nullable Object> map) {
        return map.isEmpty() ? null : map;
    }

    /** The header, made when there is none. */
    public Header header() {
        if (header == null) {
            header = new Header();
        }
        return header;
    }

    /** The delivery annotations, to be read and changed. */
    public Map<Symbol, @Nullable Object> deliveryAnnotations() {
        if (deliveryAnnotations == null) {
            deliveryAnnotations = new LinkedHashMap<>();
        }
        return deliveryAnnotations;
    }

    /** The message annotations, to be read and changed. */
    public Map<Symbol, @Nullable Object> messageAnnotations() {
        if (messageAnnotations == null) {
            messageAnnotations = new LinkedHashMap<>();
        }
        return messageAnnotations;
    }

    /** The properties, made when there are none. */
    public Properties properties() {
        if (properties == null) {
            properties = new Properties();
        }
        return properties;
    }

    /** The application properties, to be read and changed. */
    public Map<String, @Nullable Object> applicationProperties() {
        if (applicationProperties == null) {
            applicationProperties = new LinkedHashMap<>();
        }
        return applicationProperties;
    }

    /** The body, or null when there is none. */
    public @Nullable Body body() {
        return body;
    }

    public AmqpMessage body(@Nullable Body value) {
        body = value;
        return this;
    }

    /** The footer, to be read and changed. */
    public Map<Symbol, @Nullable Object> footer() {
        if (footer == null) {
            footer = new LinkedHashMap<>();
        }
        return footer;
    }

    /**
     * The message as bytes, in an array of its own.
     *
     * @throws AmqpEncodeException if a value has no AMQP type, or a text has half a surrogate pair
     */
    public byte[] encode() {
        AmqpWriter writer = AmqpWriter.scratch();
        if (header != null && !header.isDefault()) {
            header.writeTo(writer);
        }
        write(writer, Section.DELIVERY_ANNOTATIONS, deliveryAnnotations);
        write(writer, Section.MESSAGE_ANNOTATIONS, messageAnnotations);
        if (properties != null && !properties.isEmpty()) {
            properties.writeTo(writer);
        }
        write(writer, Section.APPLICATION_PROPERTIES, applicationProperties);
        if (body != null) {
            write(writer, body);
        }
        write(writer, Section.FOOTER, footer);
        return writer.take();
    }

    private static void write(AmqpWriter writer, int section, @Nullable Map<?, @Nullable Object> map) {
        if (map != null && !map.isEmpty()) {
            writer.section(section);
            writer.writeMap(map);
        }
    }

    private static void write(AmqpWriter writer, Body body) {
        if (body instanceof Body.Value value) {
            writer.section(Section.VALUE);
            writer.writeObject(value.value());
        } else if (body instanceof Body.Data data) {
            for (Binary section : data.sections()) {
                writer.section(Section.DATA);
                writer.writeBinary(section);
            }
        } else if (body instanceof Body.Sequences sequences) {
            for (List<@Nullable Object> section : sequences.sections()) {
                writer.section(Section.SEQUENCE);
                writer.writeList(section);
            }
        }
    }
}
