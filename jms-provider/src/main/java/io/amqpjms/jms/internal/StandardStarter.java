package io.amqpjms.jms.internal;

import io.amqpjms.engine.Container;
import io.amqpjms.engine.CredentialsProvider;
import io.amqpjms.jms.ConnectionStateListener;
import io.amqpjms.jms.internal.options.JmsOptions;
import io.amqpjms.jms.internal.options.Options;
import io.amqpjms.mapping.AddressPrefixes;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opens JMS connections. Stateless, for any thread. */
final class StandardStarter implements ConnectionStarter {
    @Override
    public Connection connect(
            Options options, CredentialsProvider credentials, @Nullable ConnectionStateListener listener)
            throws JMSException {
        if (options.get(JmsOptions.VIRTUAL_THREADS) && !VirtualThreads.areThere()) {
            throw JmsErrors.unsupported(
                    "Option '" + JmsOptions.VIRTUAL_THREADS + "' needs Java 21 or later; this is " + Runtime.version());
        }
        LineWatch watch = new LineWatch(listener);
        String unique = UUID.randomUUID().toString();
        Container container = Container.create(options.get(JmsOptions.CLIENT_ID_PREFIX) + unique);
        try {
            LoginUser user = new LoginUser(credentials);
            ClientIdentity identity = ClientIdentity.connect(
                    new Connector(options, user.credentials(), watch), container, options.find(JmsOptions.CLIENT_ID));
            return ConnectionImpl.over(
                    identity,
                    user,
                    options.get(JmsOptions.CONNECTION_ID_PREFIX) + unique,
                    ProviderSettings.of(options),
                    AddressPrefixes.of(options.find(JmsOptions.QUEUE_PREFIX), options.find(JmsOptions.TOPIC_PREFIX)),
                    watch);
        } catch (JMSException | RuntimeException failure) {
            container.close();
            throw failure;
        }
    }
}
