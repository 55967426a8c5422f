package io.amqpjms.jms.internal;

import io.amqpjms.engine.Container;
import io.amqpjms.engine.CredentialsProvider;
import io.amqpjms.jms.internal.jfr.ConnectEvent;
import io.amqpjms.jms.internal.jfr.Recorder;
import io.amqpjms.jms.internal.options.JmsOptions;
import io.amqpjms.jms.internal.options.Options;
import io.amqpjms.jms.internal.watch.Watch;
import io.amqpjms.mapping.AddressPrefixes;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.util.UUID;

/** Opens JMS connections. Stateless, for any thread. */
final class StandardStarter implements ConnectionStarter {
    @Override
    public Connection connect(Options options, CredentialsProvider credentials, Observers observers)
            throws JMSException {
        if (options.get(JmsOptions.VIRTUAL_THREADS) && !VirtualThreads.areThere()) {
            throw JmsErrors.unsupported(
                    "Option '" + JmsOptions.VIRTUAL_THREADS + "' needs Java 21 or later; this is " + Runtime.version());
        }
        ConnectEvent event = Recorder.connect();
        Throwable failure = null;
        try {
            return connect(options, new LoginUser(credentials), observers);
        } catch (JMSException | RuntimeException refused) {
            failure = refused;
            throw refused;
        } finally {
            if (event != null) {
                event.end(options.brokers().toString(), options.find(JmsOptions.CLIENT_ID), failure);
            }
        }
    }

    private static Connection connect(Options options, LoginUser user, Observers observers) throws JMSException {
        LineWatch line = new LineWatch(
                observers.listener(),
                Watch.over(observers.metrics(), observers.tracing(), options.get(JmsOptions.JMX)));
        String unique = UUID.randomUUID().toString();
        Container container = Container.create(options.get(JmsOptions.CLIENT_ID_PREFIX) + unique);
        try {
            ClientIdentity identity = ClientIdentity.connect(
                    new Connector(options, user.credentials(), line), container, options.find(JmsOptions.CLIENT_ID));
            return ConnectionImpl.over(
                    identity,
                    user,
                    options.get(JmsOptions.CONNECTION_ID_PREFIX) + unique,
                    ProviderSettings.of(options),
                    AddressPrefixes.of(options.find(JmsOptions.QUEUE_PREFIX), options.find(JmsOptions.TOPIC_PREFIX)),
                    line);
        } catch (JMSException | RuntimeException failure) {
            container.close();
            throw failure;
        }
    }
}
