package io.amqpjms.jms.internal.options;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All options there are, by name. Immutable. */
public final class OptionTable {

    /** What begins the name of an option that is meant for every broker of a failover URI. */
    static final String NESTED = "failover.nested.";

    private static final String ANY = "*";

    private static final List<Option<?>> ALL = joined(List.of(
            JmsOptions.all(),
            PolicyOptions.all(),
            AmqpOptions.all(),
            LimitOptions.all(),
            CredentialOptions.all(),
            TransportOptions.all(),
            TlsOptions.all(),
            FailoverOptions.all()));

    private static final Map<String, Option<?>> ALIASES = Map.of(
            "jms.deserializationPolicy.whiteList", PolicyOptions.ALLOW_LIST,
            "jms.deserializationPolicy.blackList", PolicyOptions.DENY_LIST);

    private static final Map<String, Option<?>> BY_NAME = byName();

    private OptionTable() {}

    /** Every option, in the order of the documentation. */
    public static List<Option<?>> all() {
        return ALL;
    }

    /** Other names that are understood, with the option each stands for. */
    public static Map<String, Option<?>> aliases() {
        return ALIASES;
    }

    /** The option of this name, or null if there is none. */
    static @Nullable Option<?> find(String name) {
        Option<?> exact = BY_NAME.get(name);
        return exact != null ? exact : matching(name);
    }

    /** The option of this name. */
    static Option<?> get(String name) {
        Option<?> option = find(name);
        if (option == null) {
            throw InvalidOptionException.unknown(name, Nearest.to(name, BY_NAME.keySet()));
        }
        return option;
    }

    private static @Nullable Option<?> matching(String name) {
        for (Option<?> option : ALL) {
            if (option.name().endsWith(ANY)) {
                String prefix = option.name().substring(0, option.name().length() - ANY.length());
                if (name.startsWith(prefix) && name.length() > prefix.length()) {
                    return option;
                }
            }
        }
        return null;
    }

    private static Map<String, Option<?>> byName() {
        Map<String, Option<?>> names = new LinkedHashMap<>();
        ALL.forEach(option -> names.put(option.name(), option));
        names.putAll(ALIASES);
        return names;
    }

    static List<Option<?>> joined(List<List<Option<?>>> lists) {
        return lists.stream().<Option<?>>flatMap(List::stream).toList();
    }
}
