package io.amqpjms.mapping;

import io.amqpjms.engine.message.UnsignedLong;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The keys of AMQP maps (AMQP 1.0 §1.6.23) as Java's, so that different keys stay different. Stateless. */
final class MapKeys {

    /** Of one hash; keys of two types have no order among them, by which a map would find one of many. */
    private static final int MOST_OF_ONE_HASH = 100;

    private MapKeys() {}

    static Map<@Nullable Object, @Nullable Object> toJava(Map<?, ?> map) {
        Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
        Function<@Nullable Object, @Nullable Object> convert =
                map.size() > MOST_OF_ONE_HASH && crowdsOneHash(map.keySet()) ? MapKeys::widened : ValueMapping::toJava;
        map.forEach((key, item) -> copy.put(keyOf(key, convert, copy), ValueMapping.toJava(item)));
        return copy;
    }

    private static @Nullable Object keyOf(
            @Nullable Object key, Function<@Nullable Object, @Nullable Object> convert, Map<?, ?> taken) {
        Object converted = convert.apply(key);
        return taken.containsKey(converted) ? qualified(key, taken.keySet()) : converted;
    }

    /** The text of a key, after its type as often as it takes to be a text of its own. */
    static String qualified(@Nullable Object key, Collection<?> taken) {
        String type = key == null ? "null" : key.getClass().getSimpleName();
        String name = type + ":" + ValueMapping.textOf(key);
        while (taken.contains(name)) {
            name = type + ":" + name;
        }
        return name;
    }

    /** Whether more ulongs than by chance would have one hash, some of them as Long and some as BigInteger. */
    private static boolean crowdsOneHash(Collection<?> keys) {
        Map<Integer, Integer> longs = new HashMap<>();
        Map<Integer, Integer> larger = new HashMap<>();
        for (Object key : keys) {
            if (key instanceof UnsignedLong number) {
                boolean fits = number.longValue() >= 0;
                int hash = fits ? number.hashCode() : number.bigIntegerValue().hashCode();
                (fits ? longs : larger).merge(hash, 1, Integer::sum);
            }
        }
        return larger.entrySet().stream().anyMatch(hash -> {
            int others = longs.getOrDefault(hash.getKey(), 0);
            return others > 0 && others + hash.getValue() > MOST_OF_ONE_HASH;
        });
    }

    private static @Nullable Object widened(@Nullable Object key) {
        return key instanceof UnsignedLong number ? number.bigIntegerValue() : ValueMapping.toJava(key);
    }
}
