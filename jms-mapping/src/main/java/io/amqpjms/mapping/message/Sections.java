package io.amqpjms.mapping.message;

import io.amqpjms.engine.message.AmqpWriter;
import io.amqpjms.engine.message.Section;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes body sections (AMQP 1.0 §3.2.6 to §3.2.8). Stateless. */
final class Sections {

    private Sections() {}

    static void writeValue(AmqpWriter out, @Nullable Object value) {
        out.section(Section.VALUE);
        out.writeObject(value);
    }

    static void writeData(AmqpWriter out, byte[] bytes, int offset, int length) {
        out.reserve(length + 8);
        out.section(Section.DATA);
        out.writeBinary(bytes, offset, length);
    }

    /** Writes a body that is not copied, and must not change any more as far as it goes. */
    static void endWithData(AmqpWriter out, byte[] bytes, int length) {
        out.section(Section.DATA);
        out.endWithBinary(bytes, length);
    }

    static void writeSequence(AmqpWriter out, List<@Nullable Object> items) {
        out.section(Section.SEQUENCE);
        out.writeList(items);
    }

    static void writeMap(AmqpWriter out, Map<String, @Nullable Object> items) {
        out.section(Section.VALUE);
        out.writeMap(items);
    }
}
