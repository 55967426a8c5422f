package io.amqpjms.jms.internal.options;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns names and texts into checked {@link Options}; for one URI, on one thread. */
final class OptionReader {

    private static final Set<String> PER_BROKER = Set.of("amqp", "transport", "sasl", "provider");

    /** Those of these scopes that are read once for a connection, whichever broker it comes to. */
    private static final Set<Option<?>> SAME_FOR_ALL = sameForAll();

    private final BrokerUri uri;
    private final Map<Option<?>, Object> given = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();

    private OptionReader(BrokerUri uri) {
        this.uri = uri;
    }

    private static Set<Option<?>> sameForAll() {
        Set<Option<?>> options = new HashSet<>(CredentialOptions.all());
        options.add(AmqpOptions.DRAIN_TIMEOUT);
        options.add(LimitOptions.MAX_MESSAGE_SIZE);
        options.add(LimitOptions.MAX_NESTING);
        options.add(LimitOptions.MAX_ELEMENTS);
        return Set.copyOf(options);
    }

    /** The options of the URI, with the settings over them. */
    static Options read(BrokerUri uri, Map<String, String> settings) {
        return new OptionReader(uri).read(settings);
    }

    /** Refuses an option that belongs to a failover URI if this is none. */
    static void checkPlaces(BrokerUri uri, Map<String, String> options) {
        for (String name : options.keySet()) {
            if (!uri.failover() && isForFailover(name)) {
                throw InvalidOptionException.misplaced(name, "it belongs to a failover:(...) URI.");
            }
        }
    }

    private static boolean isForFailover(String name) {
        return name.startsWith(OptionTable.NESTED)
                || OptionTable.get(name).scope().equals("failover");
    }

    private Options read(Map<String, String> settings) {
        checkPlaces(uri, uri.options());
        uri.options().forEach(this::readShared);
        settings.forEach(this::readShared);
        Map<Broker, Map<Option<?>, Object>> brokers = new LinkedHashMap<>();
        uri.servers().forEach(server -> readServer(server, brokers));
        Options read = new Options(brokers, uri.failover(), given, warnings);
        warnings.addAll(PrefetchPolicy.warnings(read));
        warnIfAnybodyMayPoseAsTheBroker(read);
        checkConflicts();
        return new Options(brokers, uri.failover(), given, warnings);
    }

    private void readShared(String name, String text) {
        boolean nested = name.startsWith(OptionTable.NESTED);
        String own = nested ? name.substring(OptionTable.NESTED.length()) : name;
        Option<?> option = OptionTable.get(own);
        if (nested && !PER_BROKER.contains(option.scope())) {
            throw InvalidOptionException.misplaced(
                    name, "only amqp. and transport. options are meant for each broker.");
        }
        put(given, option, own, text);
    }

    private void readServer(ServerUri server, Map<Broker, Map<Option<?>, Object>> brokers) {
        Map<Option<?>, Object> own = new LinkedHashMap<>();
        server.options().forEach((name, text) -> {
            Option<?> option = OptionTable.get(name);
            if (!PER_BROKER.contains(option.scope()) || SAME_FOR_ALL.contains(option)) {
                throw InvalidOptionException.misplaced(
                        name, "it concerns all brokers; put it behind the bracket that closes their list.");
            }
            put(own, option, name, text);
        });
        Integer port = server.port();
        Broker broker = new Broker(
                server.scheme(), server.host(), port != null ? port : defaultPort(server.scheme(), own), server.path());
        brokers.put(broker, own);
    }

    private int defaultPort(Scheme scheme, Map<Option<?>, Object> own) {
        Option<Integer> option = scheme.defaultPort();
        Object port = own.getOrDefault(option, given.get(option));
        return port != null ? (Integer) port : scheme.port();
    }

    private <T> void put(Map<Option<?>, Object> values, Option<T> option, String name, String text) {
        T value = option.read(name, text);
        if (values.get(option) instanceof NamedSecrets before && value instanceof NamedSecrets added) {
            values.put(option, before.and(added));
        } else {
            values.put(option, value);
        }
        if (value.equals(option.defaultValue())) {
            return;
        }
        switch (option.support().state()) {
            case REFUSED -> throw InvalidOptionException.unsupported(option);
            case NO_EFFECT ->
                warnings.add("Option '" + option + "' has no effect: "
                        + option.support().reason());
            case WORKS -> {}
        }
    }

    private void warnIfAnybodyMayPoseAsTheBroker(Options read) {
        boolean unverified =
                read.brokers().stream().anyMatch(broker -> !read.at(broker).get(TlsOptions.VERIFY_HOST));
        if (unverified) {
            warnings.add("Option '" + TlsOptions.VERIFY_HOST
                    + "' is false: whoever has a certificate that is trusted can" + " pose as the broker.");
        }
    }

    private void checkConflicts() {
        if (Boolean.TRUE.equals(given.get(JmsOptions.FORCE_ASYNC_SEND))
                && Boolean.TRUE.equals(given.get(JmsOptions.FORCE_SYNC_SEND))) {
            throw InvalidOptionException.conflict(
                    JmsOptions.FORCE_SYNC_SEND, true, "'" + JmsOptions.FORCE_ASYNC_SEND + "' is set to true as well.");
        }
    }
}
