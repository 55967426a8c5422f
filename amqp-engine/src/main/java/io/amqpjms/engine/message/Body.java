package io.amqpjms.engine.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a message (AMQP 1.0 §3.2.6 to §3.2.8). Immutable as far as its values are. */
public sealed interface Body {
    /**
     * One or more data sections.
     *
     * @param sections the bytes of each, in order
     */
    record Data(List<Binary> sections) implements Body {
        /** A single section of bytes, which are not copied. */
        public static Data of(byte[] bytes) {
            return new Data(List.of(Binary.of(bytes)));
        }

        /** All sections as one array. */
        public byte[] joined() {
            int length = 0;
            for (Binary section : sections) {
                length = Math.addExact(length, section.length());
            }
            byte[] whole = new byte[length];
            int at = 0;
            for (Binary section : sections) {
                section.copyTo(whole, at);
                at += section.length();
            }
            return whole;
        }
    }

    /**
     * One or more amqp-sequence sections.
     *
     * @param sections the list of each, in order
     */
    record Sequences(List<List<@Nullable Object>> sections) implements Body {}

    /**
     * An amqp-value section.
     *
     * @param value any value, or null
     */
    record Value(@Nullable Object value) implements Body {}
}
