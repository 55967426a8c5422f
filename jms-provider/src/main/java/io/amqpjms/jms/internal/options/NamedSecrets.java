package io.amqpjms.jms.internal.options;

import io.amqpjms.engine.Secret;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The values of an option whose name ends as the user likes, such as the headers of a request. Immutable; never shown.
 *
 * @param byName the values by what stands in place of the asterisk
 */
public record NamedSecrets(Map<String, Secret> byName) {

    static NamedSecrets of(String name, String text) {
        return new NamedSecrets(Map.of(name, Secret.of(text)));
    }

    /** These and the others, which win where both have a name. */
    NamedSecrets and(NamedSecrets others) {
        Map<String, Secret> all = new LinkedHashMap<>(byName);
        all.putAll(others.byName);
        return new NamedSecrets(Collections.unmodifiableMap(all));
    }
}
