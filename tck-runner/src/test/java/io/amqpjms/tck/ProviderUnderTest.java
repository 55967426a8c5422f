package io.amqpjms.tck;

import jakarta.jms.ConnectionFactory;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The provider a run is about, as the build's {@code provider.*} properties name it: any class that is a connection
 * factory and has a constructor for a URI.
 *
 * @param uri where the broker is, with {@code {amqp}} or {@code {core}} for a port
 * @param options what else the URI says, or nothing
 * @param clientIdOption the option by which the URI sets a client identifier
 */
record ProviderUnderTest(String factoryClass, String uri, String options, String clientIdOption) {

    static ProviderUnderTest fromSystemProperties() {
        return new ProviderUnderTest(
                System.getProperty("provider.factory"),
                System.getProperty("provider.uri"),
                System.getProperty("provider.options", ""),
                System.getProperty("provider.clientIdOption"));
    }

    ConnectionFactory factory(BrokerUnderTest broker) throws ReflectiveOperationException {
        return factory(address(broker, options));
    }

    ConnectionFactory factory(BrokerUnderTest broker, String clientId) throws ReflectiveOperationException {
        return factory(address(broker, options, clientIdOption + "=" + clientId));
    }

    private ConnectionFactory factory(String address) throws ReflectiveOperationException {
        return Class.forName(factoryClass)
                .asSubclass(ConnectionFactory.class)
                .getConstructor(String.class)
                .newInstance(address);
    }

    private String address(BrokerUnderTest broker, String... queries) {
        String query = Stream.of(queries).filter(each -> !each.isBlank()).collect(Collectors.joining("&"));
        String place = uri.replace("{amqp}", String.valueOf(broker.amqpPort()))
                .replace("{core}", String.valueOf(broker.corePort()));
        return query.isEmpty() ? place : place + "?" + query;
    }
}
