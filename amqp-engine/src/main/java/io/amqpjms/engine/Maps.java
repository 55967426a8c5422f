package io.amqpjms.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Immutable copies that keep order and allow null values, which AMQP maps may hold. */
final class Maps {
    private Maps() {}

    static <K, V extends @Nullable Object> Map<K, V> frozen(Map<K, V> map) {
        return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
