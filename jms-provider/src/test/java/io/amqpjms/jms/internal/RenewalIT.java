package io.amqpjms.jms.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.Credentials;
import io.amqpjms.engine.PeerAddress;
import io.amqpjms.engine.Secret;
import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Work that goes on at a real broker while the login runs out again and again. */
class RenewalIT {
    /** A twentieth of that is how long a transaction may take when the line is due. */
    private static final Duration LIFE = Duration.ofSeconds(6);

    private static final int LOGINS = 3;
    private static final int IN_TRANSACTION = 3;

    private final AtomicInteger logins = new AtomicInteger();
    private final List<JMSException> told = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private EmbeddedBroker broker;
    private Connection connection;

    @BeforeEach
    void connect() throws Exception {
        broker = new EmbeddedBroker()
                .withUser("alice", "s3cret")
                .withAcceptorOptions("saslMechanisms=PLAIN")
                .start();
        AmqpConnectionFactory factory =
                new AmqpConnectionFactory("amqp://localhost:" + broker.port() + "?jms.reconnect=true");
        factory.setCredentialsProvider(this::credentials);
        connection = factory.createConnection();
        connection.setExceptionListener(told::add);
        connection.start();
    }

    @AfterEach
    void close() throws Exception {
        threads.shutdownNow();
        connection.close();
        broker.close();
    }

    private Credentials credentials(PeerAddress peer) {
        logins.incrementAndGet();
        Instant end = Instant.now().plus(LIFE);
        return new Credentials("alice", Secret.of("s3cret"), Credentials.Kind.PASSWORD, end);
    }

    @Test
    void transactionsOfSeveralSessionsAreCommittedOverEachNewLine() throws Exception {
        List<Future<Integer>> committed = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            committed.add(threads.submit(this::commitUntilTheLastLogin));
        }
        int messages = 0;
        for (Future<Integer> of : committed) {
            messages += IN_TRANSACTION * of.get(50, SECONDS);
        }
        assertThat(logins).hasValueGreaterThanOrEqualTo(LOGINS);
        long sent = messages;
        await().untilAsserted(() -> assertThat(broker.messageCount("orders")).isEqualTo(sent));
        assertThat(told).isEmpty();
    }

    private int commitUntilTheLastLogin() throws JMSException {
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        Queue orders = session.createQueue("orders");
        MessageProducer producer = session.createProducer(orders);
        int transactions = 0;
        while (logins.get() < LOGINS) {
            for (int i = 0; i < IN_TRANSACTION; i++) {
                producer.send(session.createTextMessage("order"));
            }
            session.commit();
            transactions++;
        }
        session.close();
        return transactions;
    }
}
