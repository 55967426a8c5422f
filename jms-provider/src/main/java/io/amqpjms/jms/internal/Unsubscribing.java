package io.amqpjms.jms.internal;

import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.Receiver;
import io.amqpjms.engine.ReceiverOptions;
import io.amqpjms.engine.Target;
import io.amqpjms.engine.message.Symbol;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Deletes durable subscriptions: takes the subscription's link up again, without a source, and closes it. Stateless. */
final class Unsubscribing {
    private Unsubscribing() {}

    static void from(ConnectionImpl connection, String subscription) throws JMSException {
        SubscriptionNames.require(subscription);
        connection.subscribing().awaitEnding(subscription);
        if (connection.subscriptions().isActive(subscription)) {
            throw JmsErrors.illegal("The subscription '" + subscription
                    + "' cannot be deleted: it has a consumer still, or messages of a closed one"
                    + " are not acknowledged");
        }
        boolean global = connection.identity().clientId() == null;
        String linkName = global ? subscription + "|global" : subscription;
        List<Symbol> desired = global ? List.of(Capability.SHARED, Capability.GLOBAL) : List.of();
        Receiver link = connection
                .temporaries()
                .session()
                .openReceiver(new ReceiverOptions(linkName, null, Target.of(linkName), false, desired, 0, false), null);
        awaitFound(link, subscription);
        Await.answer(link.close(), "delete the subscription '" + subscription + "'");
    }

    private static void awaitFound(Receiver link, String subscription) throws JMSException {
        try {
            link.opened().get();
        } catch (InterruptedException interrupt) {
            // Left open, the subscription would have a consumer for as long as the connection lives.
            link.close();
            throw JmsErrors.interrupted("delete the subscription '" + subscription + "'", interrupt);
        } catch (ExecutionException failure) {
            boolean unknown = failure.getCause() instanceof EngineException.LinkFailed refused
                    && (refused.condition() == null || "amqp:not-found".equals(refused.condition()));
            if (unknown) {
                throw JmsErrors.caused(
                        new InvalidDestinationException(
                                "There is no subscription '" + subscription + "' to delete", "amqp:not-found"),
                        failure.getCause());
            }
            throw JmsErrors.of("delete the subscription '" + subscription + "'", failure);
        }
    }
}
