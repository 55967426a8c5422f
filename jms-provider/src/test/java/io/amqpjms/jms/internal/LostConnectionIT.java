package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A broker that dies while calls wait for it. */
class LostConnectionIT {
    @RegisterExtension
    final EmbeddedBroker broker = new EmbeddedBroker()
            .with(configuration -> configuration.addAddressSetting(
                    "full",
                    new AddressSettings()
                            .setAddressFullMessagePolicy(AddressFullMessagePolicy.BLOCK)
                            .setMaxSizeBytes(1)));

    private final List<JMSException> told = new CopyOnWriteArrayList<>();
    private Connection connection;

    @BeforeEach
    void connect() throws Exception {
        connection = new AmqpConnectionFactory(broker.uri().toString()).createConnection();
        connection.setExceptionListener(told::add);
        connection.start();
    }

    @AfterEach
    void disconnect() throws Exception {
        connection.close();
    }

    @Test
    void blockedReceiveEndsWithAnException() throws Exception {
        Session session = connection.createSession();
        MessageConsumer consumer = session.createConsumer(session.createQueue("empty"));
        FutureTask<Throwable> waiting = Blocked.in(() -> failureOf(consumer::receive));
        broker.kill();
        assertThat(waiting.get(10, TimeUnit.SECONDS))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("queue 'empty'")
                .hasMessageContaining("127.0.0.1:" + broker.port());
        assertListenerToldOnce();
    }

    @Test
    void blockedSendEndsWithAnException() throws Exception {
        Session session = connection.createSession();
        MessageProducer producer = session.createProducer(session.createQueue("full"));
        TextMessage large = session.createTextMessage("x".repeat(10_000));
        AtomicInteger sent = new AtomicInteger();
        FutureTask<Throwable> sending = Blocked.in(() -> failureOf(() -> {
            while (true) {
                producer.send(large);
                sent.incrementAndGet();
            }
        }));
        AtomicInteger before = new AtomicInteger(-1);
        await().during(Duration.ofMillis(500)).until(() -> before.getAndSet(sent.get()) == sent.get());
        broker.kill();
        assertThat(sending.get(10, TimeUnit.SECONDS))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("queue 'full'");
        assertListenerToldOnce();
    }

    @Test
    void callsAfterTheLossFailAndCloseDoesNot() throws Exception {
        Session session = connection.createSession();
        MessageProducer producer = session.createProducer(session.createQueue("any"));
        broker.kill();
        assertListenerToldOnce();
        assertThatThrownBy(() -> producer.send(session.createTextMessage())).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> connection.createSession())
                .isInstanceOfSatisfying(
                        JMSException.class,
                        failure -> assertThat(failure.getErrorCode()).isNotNull());
        session.close();
        connection.close();
    }

    private void assertListenerToldOnce() {
        await().until(() -> !told.isEmpty());
        assertThat(told).hasSize(1);
        assertThat(told.get(0).getErrorCode()).isNotNull();
    }

    private static Throwable failureOf(Callable<?> call) {
        try {
            call.call();
            return null;
        } catch (Exception failure) {
            return failure;
        }
    }
}
