package io.amqpjms.engine.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the fields of a section one after the other; those that the sender left out are null. For one thread. */
final class FieldReader {
    private final List<?> fields;
    private final int sectionAt;
    private int next;

    FieldReader(@Nullable Object section, int sectionAt) {
        if (!(section instanceof List<?> list)) {
            throw new AmqpDecodeException("A header or properties section is not a list", sectionAt);
        }
        this.fields = list;
        this.sectionAt = sectionAt;
    }

    <T> @Nullable T next(Class<T> type) {
        Object value = next();
        if (value != null && !type.isInstance(value)) {
            throw new AmqpDecodeException(
                    "Field " + next + " of a section should be a " + type.getSimpleName() + ", but is a "
                            + value.getClass().getSimpleName(),
                    sectionAt);
        }
        return type.cast(value);
    }

    @Nullable
    Object next() {
        return next < fields.size() ? fields.get(next++) : null;
    }
}
