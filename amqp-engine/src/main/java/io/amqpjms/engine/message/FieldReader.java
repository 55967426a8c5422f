package io.amqpjms.engine.message;

import org.jspecify.annotations.Nullable;

/**
 * Takes the fields of header and properties sections (AMQP 1.0 §3.2.1, §3.2.4) one after the other; those that the sender
 * left out are null. One serves for any number of sections, one after the other. For one thread.
 */
public final class FieldReader {
    /** No time that a message has: 292 million years before 1970. */
    public static final long NO_TIME = Long.MIN_VALUE;

    private final AmqpReader reader;
    private int sectionAt;
    private int left;
    private int taken;

    /** Reads sections of the message that this reader is at. */
    public FieldReader(AmqpReader reader) {
        this.reader = reader;
    }

    /** Enters the list that a section is. */
    void begin(int start, int end) {
        reader.moveTo(start, end);
        sectionAt = start;
        taken = 0;
        left = reader.beginList();
        if (left < 0) {
            throw new AmqpDecodeException("A header or properties section is not a list", sectionAt);
        }
    }

    /**
     * The next field, or null.
     *
     * @throws AmqpDecodeException if it is of another type
     */
    public <T> @Nullable T next(Class<T> type) {
        Object value = next();
        if (value != null && !type.isInstance(value)) {
            throw wrong(type.getSimpleName(), value);
        }
        return type.cast(value);
    }

    private @Nullable Object next() {
        if (left == 0) {
            return null;
        }
        left--;
        taken++;
        return reader.readObject();
    }

    /** The next field, a text or null; the very one of those given that it is equal to. */
    public @Nullable String nextText(String likely, String lessLikely) {
        return takes(likely) ? likely : takes(lessLikely) ? lessLikely : next(String.class);
    }

    private boolean takes(String likely) {
        boolean takes = left > 0 && reader.takeText(likely);
        if (takes) {
            left--;
            taken++;
        }
        return takes;
    }

    /** The next field, in milliseconds since 1970, or {@link #NO_TIME}. */
    public long nextTime() {
        if (left > 0 && reader.peekCode() == 0x83) {
            left--;
            taken++;
            return reader.readTimestamp();
        }
        Object value = next();
        if (value != null) {
            throw wrong("timestamp", value);
        }
        return NO_TIME;
    }

    /** The next field, an id, which has one of four types (AMQP 1.0 §3.2.4), or null. */
    public @Nullable Object nextId() {
        Object value = next();
        if (value != null && !Properties.isId(value)) {
            throw wrong("string, uuid, ulong or binary", value);
        }
        return value;
    }

    /** Passes over fields that later versions may have. */
    public void end() {
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
