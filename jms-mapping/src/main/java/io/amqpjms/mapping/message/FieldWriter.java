package io.amqpjms.mapping.message;

import io.amqpjms.engine.message.AmqpWriter;
import io.amqpjms.engine.message.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * Writes the fields of a list section one after the other; those that are absent become nulls only when another follows
 * (AMQP 1.0 §1.4). For one thread.
 */
final class FieldWriter {

    private final AmqpWriter out;
    private int count;
    private int absent;

    FieldWriter(AmqpWriter out) {
        this.out = out;
    }

    /** How many fields were written. */
    int count() {
        return count;
    }

    void text(@Nullable String value) {
        if (follows(value != null) && value != null) {
            out.writeString(value);
        }
    }

    void symbol(@Nullable Symbol value) {
        if (follows(value != null) && value != null) {
            out.writeSymbol(value);
        }
    }

    /** A message or correlation id of any of its types. */
    void id(@Nullable Object value) {
        if (!follows(value != null)) {
            return;
        }
        if (value instanceof NumberedId numbered) {
            numbered.write(out);
        } else {
            out.writeObject(value);
        }
    }

    void bytes(byte @Nullable [] value) {
        if (follows(value != null) && value != null) {
            out.writeBinary(value, 0, value.length);
        }
    }

    /** Milliseconds since the epoch; 0 is absent. */
    void time(long value) {
        if (follows(value != 0)) {
            out.writeTimestamp(value);
        }
    }

    void uint(@Nullable Long value) {
        if (follows(value != null) && value != null) {
            out.writeUInt(value);
        }
    }

    private boolean follows(boolean present) {
        if (!present) {
            absent++;
            return false;
        }
        for (; absent > 0; absent--) {
            out.writeNull();
            count++;
        }
        count++;
        return true;
    }
}
