package io.amqpjms.engine.message;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The properties section (AMQP 1.0 §3.2.4). Mutable, for one thread; a field that is not set is null. */
public final class Properties {
    private @Nullable Object messageId;
    private @Nullable Binary userId;
    private @Nullable String to;
    private @Nullable String subject;
    private @Nullable String replyTo;
    private @Nullable Object correlationId;
    private @Nullable Symbol contentType;
    private @Nullable Symbol contentEncoding;
    private boolean expires;
    private long absoluteExpiryTime;
    private boolean created;
    private long creationTime;
    private @Nullable String groupId;
    private @Nullable UnsignedInt groupSequence;
    private @Nullable String replyToGroupId;

    /** No field set. */
    public Properties() {}

    /** A {@link String}, {@link UUID}, {@link UnsignedLong} or {@link Binary}, or null. */
    public @Nullable Object messageId() {
        return messageId;
    }

    public Properties messageId(@Nullable Object value) {
        messageId = checkedId(value);
        return this;
    }

    public @Nullable Binary userId() {
        return userId;
    }

    public Properties userId(@Nullable Binary value) {
        userId = value;
        return this;
    }

    public @Nullable String to() {
        return to;
    }

    public Properties to(@Nullable String value) {
        to = value;
        return this;
    }

    public @Nullable String subject() {
        return subject;
    }

    public Properties subject(@Nullable String value) {
        subject = value;
        return this;
    }

    public @Nullable String replyTo() {
        return replyTo;
    }

    public Properties replyTo(@Nullable String value) {
        replyTo = value;
        return this;
    }

    /** A {@link String}, {@link UUID}, {@link UnsignedLong} or {@link Binary}, or null. */
    public @Nullable Object correlationId() {
        return correlationId;
    }

    public Properties correlationId(@Nullable Object value) {
        correlationId = checkedId(value);
        return this;
    }

    public @Nullable Symbol contentType() {
        return contentType;
    }

    public Properties contentType(@Nullable Symbol value) {
        contentType = value;
        return this;
    }

    public @Nullable Symbol contentEncoding() {
        return contentEncoding;
    }

    public Properties contentEncoding(@Nullable Symbol value) {
        contentEncoding = value;
        return this;
    }

    /** Whether there is an absolute-expiry-time. */
    public boolean hasAbsoluteExpiryTime() {
        return expires;
    }

    /** Milliseconds since 1970, or 0 when there is none. */
    public long absoluteExpiryTime() {
        return absoluteExpiryTime;
    }

    public Properties absoluteExpiryTime(long milliseconds) {
        expires = true;
        absoluteExpiryTime = milliseconds;
        return this;
    }

    public Properties clearAbsoluteExpiryTime() {
        expires = false;
        absoluteExpiryTime = 0;
        return this;
    }

    /** Whether there is a creation-time. */
    public boolean hasCreationTime() {
        return created;
    }

    /** Milliseconds since 1970, or 0 when there is none. */
    public long creationTime() {
        return creationTime;
    }

    public Properties creationTime(long milliseconds) {
        created = true;
        creationTime = milliseconds;
        return this;
    }

    public Properties clearCreationTime() {
        created = false;
        creationTime = 0;
        return this;
    }

    public @Nullable String groupId() {
        return groupId;
    }

    public Properties groupId(@Nullable String value) {
        groupId = value;
        return this;
    }

    public @Nullable UnsignedInt groupSequence() {
        return groupSequence;
    }

    public Properties groupSequence(@Nullable UnsignedInt value) {
        groupSequence = value;
        return this;
    }

    public @Nullable String replyToGroupId() {
        return replyToGroupId;
    }

    public Properties replyToGroupId(@Nullable String value) {
        replyToGroupId = value;
        return this;
    }

    /** Whether this is of one of the types that ids have. */
    static boolean isId(Object value) {
        return value instanceof String
                || value instanceof UUID
                || value instanceof UnsignedLong
                || value instanceof Binary;
    }

    private static @Nullable Object checkedId(@Nullable Object value) {
        if (value == null || isId(value)) {
            return value;
        }
        throw new IllegalArgumentException("An AMQP message or correlation id is a string, UUID, unsigned long or"
                + " binary, but this is a " + value.getClass().getName());
    }

    /** Whether no field is set, so that the section may be left out. */
    public boolean isEmpty() {
        return fields() == 0;
    }

    /** Writes the section, up to the last field that is set. */
    public void writeTo(AmqpWriter writer) {
        int fields = fields();
        writer.section(Section.PROPERTIES);
        int mark = writer.beginLongList();
        for (int field = 0; field < fields; field++) {
            writeField(writer, field);
        }
        writer.endLongList(mark, fields);
    }

    private void writeField(AmqpWriter writer, int field) {
        switch (field) {
            case 0 -> writer.writeObject(messageId);
            case 1 -> writer.writeObject(userId);
            case 2 -> writer.writeObject(to);
            case 3 -> writer.writeObject(subject);
            case 4 -> writer.writeObject(replyTo);
            case 5 -> writer.writeObject(correlationId);
            case 6 -> writer.writeObject(contentType);
            case 7 -> writer.writeObject(contentEncoding);
            case 8 -> writeTime(writer, expires, absoluteExpiryTime);
            case 9 -> writeTime(writer, created, creationTime);
            case 10 -> writer.writeObject(groupId);
            case 11 -> writer.writeObject(groupSequence);
            default -> writer.writeObject(replyToGroupId);
        }
    }

    private static void writeTime(AmqpWriter writer, boolean present, long milliseconds) {
        if (present) {
            writer.writeTimestamp(milliseconds);
        } else {
            writer.writeNull();
        }
    }

    private int fields() {
        if (replyToGroupId != null) {
            return 13;
        }
        if (groupSequence != null) {
            return 12;
        }
        if (groupId != null) {
            return 11;
        }
        if (created) {
            return 10;
        }
        if (expires) {
            return 9;
        }
        Object[] others = {messageId, userId, to, subject, replyTo, correlationId, contentType, contentEncoding};
        int last = others.length;
        while (last > 0 && others[last - 1] == null) {
            last--;
        }
        return last;
    }

    static Properties read(FieldReader fields) {
        Properties properties = new Properties();
        properties.messageId = fields.nextId();
        properties.userId = fields.next(Binary.class);
        properties.to = fields.next(String.class);
        properties.subject = fields.next(String.class);
        properties.replyTo = fields.next(String.class);
        properties.correlationId = fields.nextId();
        properties.contentType = fields.next(Symbol.class);
        properties.contentEncoding = fields.next(Symbol.class);
        long expiry = fields.nextTime();
        if (expiry != FieldReader.NO_TIME) {
            properties.absoluteExpiryTime(expiry);
        }
        long creation = fields.nextTime();
        if (creation != FieldReader.NO_TIME) {
            properties.creationTime(creation);
        }
        properties.groupId = fields.next(String.class);
        properties.groupSequence = fields.next(UnsignedInt.class);
        properties.replyToGroupId = fields.next(String.class);
        fields.end();
        return properties;
    }
}
