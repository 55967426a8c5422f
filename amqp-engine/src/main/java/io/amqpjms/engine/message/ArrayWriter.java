package io.amqpjms.engine.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes arrays: one constructor, then the elements without theirs (AMQP 1.0 §1.6.24). Stateless. */
final class ArrayWriter {
    private ArrayWriter() {}

    static void write(AmqpWriter writer, AmqpArray array) {
        writer.put(0xf0);
        body(writer, array);
    }

    private static void body(AmqpWriter writer, AmqpArray array) {
        int sizeAt = writer.size();
        writer.putInt(0);
        writer.putInt(array.values().size());
        for (Object descriptor : array.descriptors()) {
            writer.put(0x00);
            writer.writeObject(descriptor);
        }
        writer.put(array.type().arrayCode());
        for (Object element : array.values()) {
            element(writer, array.type(), element);
        }
        writer.putIntAt(sizeAt, writer.size() - sizeAt - 4);
    }

    private static void element(AmqpWriter writer, AmqpType type, @Nullable Object element) {
        try {
            switch (type) {
                case NULL -> {
                    // A null takes no bytes.
                }
                case BOOLEAN -> writer.put((Boolean) value(element) ? 1 : 0);
                case UBYTE, BYTE -> writer.put(((Number) value(element)).intValue());
                case USHORT, SHORT -> writer.putShort(((Number) value(element)).intValue());
                case UINT, INT -> writer.putInt(((Number) value(element)).intValue());
                case ULONG, LONG -> writer.putLong(((Number) value(element)).longValue());
                case FLOAT -> writer.putInt(Float.floatToRawIntBits((Float) value(element)));
                case DOUBLE -> writer.putLong(Double.doubleToRawLongBits((Double) value(element)));
                default -> structured(writer, type, value(element));
            }
        } catch (ClassCastException e) {
            throw new AmqpEncodeException("An array of " + type + " cannot hold a " + describe(element));
        }
    }

    private static void structured(AmqpWriter writer, AmqpType type, Object element) {
        switch (type) {
            case DECIMAL32 -> writer.putInt(((Decimal32) element).bits());
            case DECIMAL64 -> writer.putLong(((Decimal64) element).bits());
            case DECIMAL128 -> {
                writer.putLong(((Decimal128) element).high());
                writer.putLong(((Decimal128) element).low());
            }
            case CHAR -> writer.putInt(element instanceof Character c ? c : ((AmqpChar) element).codePoint());
            case TIMESTAMP -> writer.putLong(Timestamps.milliseconds((Instant) element));
            case UUID -> {
                writer.putLong(((UUID) element).getMostSignificantBits());
                writer.putLong(((UUID) element).getLeastSignificantBits());
            }
            case BINARY -> binary(writer, element instanceof byte[] bytes ? Binary.of(bytes) : (Binary) element);
            case STRING -> widened(writer, 0xa1, () -> writer.writeString((String) element));
            case SYMBOL -> widened(writer, 0xa3, () -> writer.writeSymbol((Symbol) element));
            case LIST -> compound(writer, () -> writer.writeList((List<?>) element));
            case MAP -> compound(writer, () -> writer.writeMap((Map<?, ?>) element));
            case ARRAY -> body(writer, (AmqpArray) element);
            default -> throw new AmqpEncodeException("An array cannot be of " + type);
        }
    }

    private static void binary(AmqpWriter writer, Binary value) {
        writer.putInt(value.length());
        writer.raw(value.toByteArray());
    }

    /** Writes a value in whichever form, then turns it into the wide one without its constructor. */
    private static void widened(AmqpWriter writer, int smallCode, Runnable write) {
        int start = writer.size();
        write.run();
        if (writer.at(start) != smallCode) {
            writer.cut(start, 1);
            return;
        }
        int length = writer.at(start + 1);
        writer.reserve(3);
        byte[] content = writer.tail(start + 2);
        writer.truncate(start);
        writer.putInt(length);
        writer.raw(content);
    }

    private static void compound(AmqpWriter writer, Runnable write) {
        int start = writer.size();
        write.run();
        int code = writer.at(start);
        if (code == 0x45) {
            writer.truncate(start);
            writer.putInt(4);
            writer.putInt(0);
        } else if (code >= 0xd0) {
            writer.cut(start, 1);
        } else {
            int count = writer.at(start + 2);
            byte[] content = writer.tail(start + 3);
            writer.truncate(start);
            writer.putInt(content.length + 4);
            writer.putInt(count);
            writer.raw(content);
        }
    }

    private static Object value(@Nullable Object element) {
        if (element == null) {
            throw new AmqpEncodeException("An array cannot hold null, unless it is an array of nulls");
        }
        return element;
    }

    private static String describe(@Nullable Object element) {
        return element == null ? "null" : element.getClass().getName();
    }
}
