package io.amqpjms.engine.message;

import org.jspecify.annotations.Nullable;

/** Takes the fields of a section one after the other; those that the sender left out are null. For one thread. */
final class FieldReader {
    private final AmqpReader reader;
    private final int sectionAt;
    private int left;
    private int taken;

    /** Enters the list that a section is. */
    FieldReader(AmqpReader reader) {
        this.reader = reader;
        this.sectionAt = reader.position();
        this.left = reader.beginList();
        if (left < 0) {
            throw new AmqpDecodeException("A header or properties section is not a list", sectionAt);
        }
    }

    <T> @Nullable T next(Class<T> type) {
        Object value = next();
        if (value != null && !type.isInstance(value)) {
            throw wrong(type.getSimpleName(), value);
        }
        return type.cast(value);
    }

    @Nullable
    Object next() {
        if (left == 0) {
            return null;
        }
        left--;
        taken++;
        return reader.readObject();
    }

    /** A text; the very one that is given if it is equal. */
    @Nullable
    String nextText(String likely) {
        if (left > 0 && reader.takeText(likely)) {
            left--;
            taken++;
            return likely;
        }
        return next(String.class);
    }

    /** Milliseconds since 1970, or {@link Properties#NO_TIME} when the field is absent. */
    long nextTime() {
        if (left > 0 && reader.peekCode() == 0x83) {
            left--;
            taken++;
            return reader.readTimestamp();
        }
        Object value = next();
        if (value != null) {
            throw wrong("timestamp", value);
        }
        return Properties.NO_TIME;
    }

    /** An id, which has one of four types (AMQP 1.0 §3.2.4). */
    @Nullable
    Object nextId() {
        Object value = next();
        if (value != null && !Properties.isId(value)) {
            throw wrong("string, uuid, ulong or binary", value);
        }
        return value;
    }

    /** Passes over fields that later versions may have. */
    void end() {
        for (; left > 0; left--) {
            reader.skip();
        }
        reader.endCompound();
    }

    private AmqpDecodeException wrong(String wanted, Object value) {
        return new AmqpDecodeException(
                "Field " + taken + " of a section should be a " + wanted + ", but is a "
                        + value.getClass().getSimpleName(),
                sectionAt);
    }
}
