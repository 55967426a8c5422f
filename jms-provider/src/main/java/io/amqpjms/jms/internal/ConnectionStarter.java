package io.amqpjms.jms.internal;

import io.amqpjms.engine.CredentialsProvider;
import io.amqpjms.jms.internal.options.Options;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;

/** Where the connection factory ends and the provider begins; called on application threads. */
@FunctionalInterface
public interface ConnectionStarter {

    /**
     * A new connection to one of the brokers, not started. The credentials are those to use: what the application gave with
     * the call, or else {@link Options#credentials()}.
     */
    Connection connect(Options options, CredentialsProvider credentials, Observers observers) throws JMSException;

    /** How connections are made. */
    static ConnectionStarter standard() {
        return new StandardStarter();
    }
}
