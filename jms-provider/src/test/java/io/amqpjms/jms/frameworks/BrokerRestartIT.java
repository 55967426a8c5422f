package io.amqpjms.jms.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.jms.JmsException;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.listener.DefaultMessageListenerContainer;

/**
 * A broker that restarts under the frameworks that most applications have between themselves and JMS: a listener container, and a
 * template over cached or pooled connections. The application does nothing; with a plain URI the framework connects anew, with
 * {@code failover:} the client does.
 */
class BrokerRestartIT {
    private static final String QUEUE = "orders";
    private static final String PLAIN = "%s";
    private static final String FAILOVER = "failover:(%s)?failover.maxReconnectDelay=500";

    @RegisterExtension
    final EmbeddedBroker broker = new EmbeddedBroker().persistent();

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final DefaultMessageListenerContainer container = new DefaultMessageListenerContainer();

    @AfterEach
    void stopListening() {
        container.destroy();
    }

    private AmqpConnectionFactory factory(String uri) {
        return new AmqpConnectionFactory(uri.formatted(broker.uri()));
    }

    private void listen(ConnectionFactory factory, boolean transacted) {
        container.setConnectionFactory(factory);
        container.setDestinationName(QUEUE);
        container.setSessionTransacted(transacted);
        container.setReceiveTimeout(200);
        container.setRecoveryInterval(100);
        container.setMessageListener((MessageListener) message -> {
            try {
                heard.add(((TextMessage) message).getText());
            } catch (JMSException e) {
                throw new AssertionError(e);
            }
        });
        container.afterPropertiesSet();
        container.start();
    }

    private void sendAndHear(JmsTemplate template, String text) {
        template.convertAndSend(QUEUE, text);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(heard).contains(text));
    }

    /** A framework learns of a loss from the exception listener, so a send right after it may still meet the lost connection. */
    private static void awaitFirstSend(JmsTemplate template, String text) {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            try {
                template.convertAndSend(QUEUE, text);
                return true;
            } catch (JmsException lost) {
                return false;
            }
        });
    }

    private void goesOn(JmsTemplate template, String uri) throws Exception {
        sendAndHear(template, "before");
        for (int restart = 1; restart <= 2; restart++) {
            broker.restart();
            if (uri.equals(PLAIN)) {
                awaitFirstSend(template, "first after " + restart);
            }
            sendAndHear(template, "after " + restart);
        }
        broker.kill();
        broker.start();
        if (uri.equals(PLAIN)) {
            awaitFirstSend(template, "first after the crash");
        }
        sendAndHear(template, "after the crash");
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, FAILOVER})
    void aTemplateWithCachedConnectionsAndAListenerContainerGoOn(String uri) throws Exception {
        listen(factory(uri), false);
        CachingConnectionFactory caching = new CachingConnectionFactory(factory(uri));
        try {
            goesOn(new JmsTemplate(caching), uri);
        } finally {
            caching.destroy();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, FAILOVER})
    void aTransactedContainerOverPooledConnectionsGoesOn(String uri) throws Exception {
        JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(factory(uri));
        pool.setMaxConnections(2);
        pool.start();
        try {
            listen(pool, true);
            goesOn(new JmsTemplate(pool), uri);
        } finally {
            container.destroy();
            pool.stop();
        }
    }
}
