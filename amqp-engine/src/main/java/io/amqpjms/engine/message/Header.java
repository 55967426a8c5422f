package io.amqpjms.engine.message;

import org.jspecify.annotations.Nullable;

/**
 * The header section (AMQP 1.0 §3.2.1). Mutable, for one thread; what is not set has the default of the specification.
 */
public final class Header {
    /** The priority of a message that has none set. */
    public static final int DEFAULT_PRIORITY = 4;

    private boolean durable;
    private int priority = DEFAULT_PRIORITY;
    private @Nullable UnsignedInt ttl;
    private boolean firstAcquirer;
    private long deliveryCount;

    /** Every field at its default. */
    public Header() {}

    public boolean durable() {
        return durable;
    }

    public Header durable(boolean value) {
        durable = value;
        return this;
    }

    /** 0 to 255. */
    public int priority() {
        return priority;
    }

    public Header priority(int value) {
        priority = UnsignedByte.valueOf(value).intValue();
        return this;
    }

    /** Milliseconds to live, or null for ever. */
    public @Nullable UnsignedInt ttl() {
        return ttl;
    }

    public Header ttl(@Nullable UnsignedInt milliseconds) {
        ttl = milliseconds;
        return this;
    }

    public boolean firstAcquirer() {
        return firstAcquirer;
    }

    public Header firstAcquirer(boolean value) {
        firstAcquirer = value;
        return this;
    }

    /** The number of earlier deliveries that failed. */
    public long deliveryCount() {
        return deliveryCount;
    }

    public Header deliveryCount(long value) {
        deliveryCount = UnsignedInt.valueOf(value).longValue();
        return this;
    }

    /** Whether every field has its default, so that the section may be left out. */
    public boolean isDefault() {
        return !durable && priority == DEFAULT_PRIORITY && ttl == null && !firstAcquirer && deliveryCount == 0;
    }

    /** Writes the section, up to the last field that is not at its default. */
    public void writeTo(AmqpWriter writer) {
        int fields = fields();
        writer.section(Section.HEADER);
        int mark = writer.begin();
        if (fields > 0) {
            writer.writeBoolean(durable);
        }
        if (fields > 1) {
            writePriority(writer);
        }
        if (fields > 2) {
            writer.writeObject(ttl);
        }
        if (fields > 3) {
            writer.writeBoolean(firstAcquirer);
        }
        if (fields > 4) {
            writer.writeUInt(deliveryCount);
        }
        writer.endList(mark, fields);
    }

    private void writePriority(AmqpWriter writer) {
        if (priority == DEFAULT_PRIORITY) {
            writer.writeNull();
        } else {
            writer.writeUByte(priority);
        }
    }

    private int fields() {
        if (deliveryCount != 0) {
            return 5;
        }
        if (firstAcquirer) {
            return 4;
        }
        if (ttl != null) {
            return 3;
        }
        return priority != DEFAULT_PRIORITY ? 2 : durable ? 1 : 0;
    }

    static Header read(FieldReader fields) {
        Header header = new Header();
        header.durable = Boolean.TRUE.equals(fields.next(Boolean.class));
        UnsignedByte priority = fields.next(UnsignedByte.class);
        header.priority = priority == null ? DEFAULT_PRIORITY : priority.intValue();
        header.ttl = fields.next(UnsignedInt.class);
        header.firstAcquirer = Boolean.TRUE.equals(fields.next(Boolean.class));
        UnsignedInt count = fields.next(UnsignedInt.class);
        header.deliveryCount = count == null ? 0 : count.longValue();
        fields.end();
        return header;
    }
}
