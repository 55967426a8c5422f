package io.amqpjms.jms.internal.options;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a connection factory has been told: a URI, and settings that win over the URI's options whatever the order in which
 * they came. Immutable; each change is checked at once, but for what {@link #optionsToConnect} checks.
 */
public final class FactorySettings {

    /** Nothing has been said: a broker on this machine, at the port for AMQP. */
    public static final FactorySettings DEFAULT = new FactorySettings(BrokerUri.parse(BrokerUri.DEFAULT), Map.of());

    /** The property that holds the URI. */
    public static final String REMOTE_URI = "remoteURI";

    private static final Set<String> URI_NAMES = Set.of(REMOTE_URI, "brokerURL", "brokerUrl", "url", "uri");
    private static final String JMS = "jms.";

    private final BrokerUri uri;
    private final Map<String, String> given;
    private final Options options;

    private FactorySettings(BrokerUri uri, Map<String, String> given) {
        this.uri = uri;
        this.given = given;
        this.options = OptionReader.read(uri, given);
    }

    /** Whether the text begins like a URI of ours, which does not mean that it can be used. */
    public static boolean isUri(String text) {
        int colon = text.indexOf(':');
        String scheme = colon < 0 ? "" : text.substring(0, colon).strip();
        return Scheme.find(scheme) != null || scheme.equalsIgnoreCase(BrokerUri.FAILOVER);
    }

    /** The same with another URI. */
    public FactorySettings withUri(String text) {
        return new FactorySettings(BrokerUri.parse(text), given);
    }

    /**
     * The same with one property set: an option by its name, with or without {@code jms.}, or the URI as
     * {@code remoteURI}, {@code brokerURL}, {@code url} or {@code uri}; null takes a setting back.
     */
    public FactorySettings with(String name, @Nullable String value) {
        return with(Collections.singletonMap(name, value));
    }

    /** The same with several properties set; checked together, so that their order does not matter. */
    public FactorySettings with(Map<String, ? extends @Nullable String> properties) {
        BrokerUri newUri = uri;
        Map<String, String> changed = new LinkedHashMap<>(given);
        for (Map.Entry<String, ? extends @Nullable String> property : properties.entrySet()) {
            String value = property.getValue();
            if (URI_NAMES.contains(property.getKey())) {
                newUri = BrokerUri.parse(value == null ? BrokerUri.DEFAULT : value);
            } else if (value == null) {
                changed.remove(optionName(property.getKey()));
            } else {
                changed.put(optionName(property.getKey()), value);
            }
        }
        return new FactorySettings(newUri, Collections.unmodifiableMap(changed));
    }

    private static String optionName(String name) {
        boolean whole = name.startsWith(OptionTable.NESTED) || OptionTable.find(name) != null;
        String full = whole || OptionTable.find(JMS + name) == null ? name : JMS + name;
        return full.startsWith(OptionTable.NESTED) ? full : canonical(full);
    }

    // An alias and its option are one setting, not two.
    private static String canonical(String name) {
        Option<?> option = OptionTable.get(name);
        return option.name().endsWith("*") ? name : option.name();
    }

    /**
     * The text of one option, which holds for every broker that has none of its own: as it was set, else as the URI has it, else
     * its default. Null for none, and for a secret.
     */
    public @Nullable String text(String name) {
        String full = optionName(name);
        if (Query.isSecret(full)) {
            return null;
        }
        String set = given.get(full);
        return set != null ? set : textWithoutSetting(full);
    }

    private @Nullable String textWithoutSetting(String full) {
        for (Map.Entry<String, String> option : uri.options().entrySet()) {
            if (optionName(option.getKey()).equals(full)) {
                return option.getValue();
            }
        }
        Option<?> option = OptionTable.find(full);
        return option == null ? null : option.byDefault().text();
    }

    /** The URI without secrets. */
    public String remoteUri() {
        return uri.toString();
    }

    /** The settings and the URI as properties that {@link #with(Map)} takes, without secrets. */
    public Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(REMOTE_URI, remoteUri());
        properties.putAll(Query.withoutSecrets(given));
        return Collections.unmodifiableMap(properties);
    }

    /** The URI and the settings, read and checked. */
    public Options options() {
        return options;
    }

    /**
     * The same, for a connection: refuses settings for a {@code failover:(...)} URI where there is none, which may not be told
     * before, since the URI may come after them.
     */
    public Options optionsToConnect() {
        OptionReader.checkPlaces(uri, given);
        return options;
    }

    /** The URI and the settings; secrets are left out. */
    @Override
    public String toString() {
        return properties().toString();
    }
}
