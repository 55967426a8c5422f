package io.amqpjms.jms.jndi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.naming.RefAddr;
import javax.naming.Reference;

/** What a naming reference says of the object to be made. Stateless. */
public final class ReferenceProperties {
    static final String FACTORY = "factory";

    /** What containers add to a reference for their own use. */
    private static final Set<String> OF_THE_CONTAINER =
            Set.of(FACTORY, "scope", "auth", "singleton", "description", "closeMethod", "forceString");

    private ReferenceProperties() {}

    /** The properties, without those of the container and those that have no value; may be changed. */
    public static Map<String, String> of(Reference reference) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (RefAddr property : Collections.list(reference.getAll())) {
            Object content = property.getContent();
            if (content != null && !OF_THE_CONTAINER.contains(property.getType())) {
                properties.put(property.getType(), content.toString());
            }
        }
        return properties;
    }
}
