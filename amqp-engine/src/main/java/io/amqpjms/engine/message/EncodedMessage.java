package io.amqpjms.engine.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An encoded message (AMQP 1.0 §3.2) of which only the places of the sections are known; a section is decoded when it is
 * asked for, anew each time. Immutable as long as the array is; the array is not copied.
 */
public final class EncodedMessage {
    /** A described value that is no section this version knows; it is passed over. */
    private static final int UNKNOWN = 0;

    private final byte[] bytes;
    private final int end;
    private final DecodeLimits limits;
    /** For each section: where its value begins, or 0 when it is absent; the first of several. */
    private int headerAt;

    private int deliveryAnnotationsAt;
    private int messageAnnotationsAt;
    private int propertiesAt;
    private int applicationPropertiesAt;
    private int bodyAt;
    private int footerAt;
    private int bodyStart;
    private int bodyEnd;
    private int bodyKind;

    /** All of the array, with the default limits. */
    public EncodedMessage(byte[] encoded) {
        this(encoded, 0, encoded.length, DecodeLimits.DEFAULT);
    }

    /**
     * Finds the sections.
     *
     * @throws AmqpDecodeException if the bytes are not a row of message sections
     */
    public EncodedMessage(byte[] encoded, int offset, int length, DecodeLimits limits) {
        this(encoded, offset + length, limits, new AmqpReader(encoded, offset, length, limits));
    }

    /**
     * Finds the sections with a reader that may serve again to read some of them.
     *
     * @param reader is at the beginning of the message
     * @throws AmqpDecodeException if the bytes are not a row of message sections
     */
    public EncodedMessage(byte[] encoded, int end, DecodeLimits limits, AmqpReader reader) {
        this.bytes = encoded;
        this.end = end;
        this.limits = limits;
        while (reader.hasMore()) {
            int at = reader.position();
            int kind = descriptor(reader);
            locate(kind, at, reader.position());
            reader.skip();
            if (isBody(kind)) {
                bodyEnd = reader.position();
            }
        }
    }

    /**
     * Notes where a section is. A message whose body sections do not go together is no proper one; the last kind counts,
     * so that whoever gets the message can read something of it.
     */
    private void locate(int kind, int sectionAt, int valueAt) {
        if (isBody(kind) && (bodyKind != kind || kind == Section.VALUE)) {
            bodyKind = kind;
            bodyStart = sectionAt;
            bodyAt = valueAt;
        } else if (kind != UNKNOWN && start(kind) == 0) {
            start(kind, valueAt);
        }
    }

    private void start(int section, int at) {
        switch (section) {
            case Section.HEADER -> headerAt = at;
            case Section.DELIVERY_ANNOTATIONS -> deliveryAnnotationsAt = at;
            case Section.MESSAGE_ANNOTATIONS -> messageAnnotationsAt = at;
            case Section.PROPERTIES -> propertiesAt = at;
            case Section.APPLICATION_PROPERTIES -> applicationPropertiesAt = at;
            case Section.FOOTER -> footerAt = at;
            default -> {
                // A body section after the first of its kind.
            }
        }
    }

    private static boolean isBody(int kind) {
        return kind >= Section.DATA && kind <= Section.VALUE;
    }

    private int descriptor(AmqpReader reader) {
        int at = reader.position();
        if (end - at > 2
                && bytes[at] == 0
                && bytes[at + 1] == 0x53
                && bytes[at + 2] >= Section.HEADER
                && bytes[at + 2] <= Section.FOOTER) {
            int kind = bytes[at + 2];
            reader.forward(3);
            return kind;
        }
        return rareDescriptor(reader, at);
    }

    private static int rareDescriptor(AmqpReader reader, int at) {
        if (reader.peekCode() == 0) {
            reader.forward(1);
            Object descriptor = reader.readObject();
            if (descriptor instanceof UnsignedLong code
                    && code.longValue() >= Section.HEADER
                    && code.longValue() <= Section.FOOTER) {
                return code.intValue();
            }
            return descriptor instanceof Symbol symbol ? SectionNames.code(symbol) : UNKNOWN;
        }
        throw new AmqpDecodeException("There is no message section here", at);
    }

    /** The header, or null when there is none. */
    public @Nullable Header header() {
        FieldReader fields = fields();
        return beginHeader(fields) ? Header.read(fields) : null;
    }

    /** Whether there is a header, whose fields are taken next. */
    public boolean beginHeader(FieldReader fields) {
        return begin(fields, headerAt);
    }

    /** The properties, or null when there are none. */
    public @Nullable Properties properties() {
        FieldReader fields = fields();
        return beginProperties(fields) ? Properties.read(fields) : null;
    }

    /** Whether there are properties, whose fields are taken next. */
    public boolean beginProperties(FieldReader fields) {
        return begin(fields, propertiesAt);
    }

    private boolean begin(FieldReader fields, int start) {
        if (start == 0) {
            return false;
        }
        fields.begin(start, end);
        return true;
    }

    private FieldReader fields() {
        return new FieldReader(at(0));
    }

    /** The delivery annotations; empty when there are none. */
    public Map<Symbol, @Nullable Object> deliveryAnnotations() {
        return symbols(Section.DELIVERY_ANNOTATIONS);
    }

    /** The message annotations; empty when there are none. */
    public Map<Symbol, @Nullable Object> messageAnnotations() {
        return symbols(Section.MESSAGE_ANNOTATIONS);
    }

    /**
     * Shows each message annotation in turn, without making a map of them; a key should be a symbol, but may be anything.
     *
     * @param reader the one that found the sections
     */
    public void forEachMessageAnnotation(BiConsumer<@Nullable Object, @Nullable Object> visitor, AmqpReader reader) {
        if (messageAnnotationsAt != 0) {
            reader.moveTo(messageAnnotationsAt, end);
            forEach(reader, visitor);
        }
    }

    /** The footer; empty when there is none. */
    public Map<Symbol, @Nullable Object> footer() {
        return symbols(Section.FOOTER);
    }

    /** The application properties; empty when there are none. */
    public Map<String, @Nullable Object> applicationProperties() {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        forEach(Section.APPLICATION_PROPERTIES, (key, value) -> properties.put(String.valueOf(key), value));
        return properties;
    }

    /** Whether there are application properties, without decoding them. */
    public boolean hasApplicationProperties() {
        return start(Section.APPLICATION_PROPERTIES) != 0;
    }

    private Map<Symbol, @Nullable Object> symbols(int section) {
        if (start(section) == 0) {
            return Map.of();
        }
        Map<Symbol, @Nullable Object> annotations = new LinkedHashMap<>();
        forEach(section, (key, value) -> {
            if (key instanceof Symbol symbol) {
                annotations.put(symbol, value);
            }
        });
        return annotations;
    }

    private void forEach(int section, BiConsumer<@Nullable Object, @Nullable Object> visitor) {
        int start = start(section);
        if (start != 0) {
            forEach(at(start), visitor);
        }
    }

    private static void forEach(AmqpReader reader, BiConsumer<@Nullable Object, @Nullable Object> visitor) {
        if (reader.peekCode() == 0x40) {
            return;
        }
        int start = reader.position();
        int count = reader.beginMap();
        if (count < 0) {
            throw new AmqpDecodeException(
                    "An annotations, application properties or footer section is not a map", start);
        }
        for (int i = 0; i < count; i += 2) {
            Object key = reader.readObject();
            visitor.accept(key, reader.readObject());
        }
        reader.endCompound();
    }

    /** {@link Section#DATA}, {@link Section#SEQUENCE} or {@link Section#VALUE}, or 0 when there is no body. */
    public int bodyKind() {
        return bodyKind;
    }

    /** The format code of the value in an amqp-value body, which stays unread; -1 when the body is of another kind. */
    public int valueCode() {
        return bodyKind == Section.VALUE ? code(start(Section.VALUE)) : -1;
    }

    /** The text in an amqp-value body, or null when the body is of another kind. */
    public @Nullable String bodyText() {
        return switch (valueCode()) {
            case 0xa1 -> shortText(bodyAt);
            case 0xb1 -> at(bodyAt).readString();
            default -> null;
        };
    }

    private String shortText(int at) {
        String text = Utf8.read(bytes, at + 2, bytes[at + 1] & 0xff);
        if (text == null) {
            throw new AmqpDecodeException("A string is not UTF-8", at);
        }
        return text;
    }

    /** The body, or null when there is none. */
    public @Nullable Body body() {
        return switch (bodyKind) {
            case 0 -> null;
            case Section.VALUE -> new Body.Value(at(start(Section.VALUE)).readObject());
            case Section.DATA -> data();
            default -> sequences();
        };
    }

    /** The encoded body sections, a copy; empty when there is no body. */
    public byte[] bodyBytes() {
        return Arrays.copyOfRange(bytes, bodyStart, bodyEnd);
    }

    /** Writes the encoded body sections as they are, without sections that a sender in disorder put between them. */
    public void writeBodyTo(AmqpWriter writer) {
        if (bodyKind == Section.VALUE) {
            writer.raw(bytes, bodyStart, bodyEnd - bodyStart);
            return;
        }
        AmqpReader reader = new AmqpReader(bytes, bodyStart, bodyEnd - bodyStart, limits);
        while (reader.hasMore()) {
            int at = reader.position();
            int kind = descriptor(reader);
            reader.skip();
            if (kind == bodyKind) {
                writer.raw(bytes, at, reader.position() - at);
            }
        }
    }

    private Body data() {
        List<Binary> sections = new ArrayList<>(1);
        for (Object value : bodyValues()) {
            if (!(value instanceof Binary binary)) {
                throw new AmqpDecodeException("A data section does not hold binary", bodyStart);
            }
            sections.add(binary);
        }
        return new Body.Data(sections);
    }

    private Body sequences() {
        List<List<@Nullable Object>> sections = new ArrayList<>(1);
        for (Object value : bodyValues()) {
            if (!(value instanceof List<?> list)) {
                throw new AmqpDecodeException("An amqp-sequence section does not hold a list", bodyStart);
            }
            sections.add(new ArrayList<>(list));
        }
        return new Body.Sequences(sections);
    }

    private List<@Nullable Object> bodyValues() {
        List<@Nullable Object> values = new ArrayList<>(1);
        AmqpReader reader = new AmqpReader(bytes, bodyStart, bodyEnd - bodyStart, limits);
        while (reader.hasMore()) {
            reader.take(1, reader.position());
            int kind = descriptor(reader);
            if (kind == bodyKind) {
                values.add(reader.readObject());
            } else {
                reader.skip();
            }
        }
        return values;
    }

    /** The first byte of a value that the constructor passed over, so that it is there. */
    private int code(int start) {
        return bytes[start] & 0xff;
    }

    private int start(int section) {
        return switch (section) {
            case Section.HEADER -> headerAt;
            case Section.DELIVERY_ANNOTATIONS -> deliveryAnnotationsAt;
            case Section.MESSAGE_ANNOTATIONS -> messageAnnotationsAt;
            case Section.PROPERTIES -> propertiesAt;
            case Section.APPLICATION_PROPERTIES -> applicationPropertiesAt;
            case Section.FOOTER -> footerAt;
            default -> bodyAt;
        };
    }

    private AmqpReader at(int start) {
        return new AmqpReader(bytes, start, end - start, limits);
    }
}
