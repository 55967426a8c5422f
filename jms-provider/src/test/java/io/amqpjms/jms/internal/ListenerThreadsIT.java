package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A hundred sessions with a listener each, on one connection to a real broker. */
class ListenerThreadsIT {
    private static final int SESSIONS = 100;
    private static final int MESSAGES = 2000;

    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker();

    private final Set<Thread> used = ConcurrentHashMap.newKeySet();
    private final Set<String> groups = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Boolean> inside = new ConcurrentHashMap<>();
    private final AtomicInteger received = new AtomicInteger();
    private final AtomicInteger overlaps = new AtomicInteger();

    @Test
    void hundredListenersShareFewThreadsOneMessageOfASessionAtATime() throws Exception {
        int before = Thread.activeCount();
        receiveAll("?jms.listenerThreads=4&jms.prefetchPolicy.all=10");
        assertThat(used).hasSizeLessThanOrEqualTo(4);
        assertThat(Thread.activeCount()).isLessThan(before + SESSIONS / 2);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void hundredListenersRunOnVirtualThreads() throws Exception {
        receiveAll("?jms.virtualThreads=true&jms.prefetchPolicy.all=10");
        // Virtual threads belong to this group alone, and no other thread does.
        assertThat(groups).containsExactly("VirtualThreads");
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void virtualThreadsAreRefusedWhereThereAreNone() {
        AmqpConnectionFactory factory = new AmqpConnectionFactory(broker.uri() + "?jms.virtualThreads=true");
        assertThatThrownBy(factory::createConnection)
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("jms.virtualThreads")
                .hasMessageContaining("Java 21");
    }

    private void receiveAll(String options) throws JMSException {
        try (Connection connection = new AmqpConnectionFactory(broker.uri() + options).createConnection()) {
            connection.start();
            Session sending = connection.createSession();
            Queue queue = sending.createTemporaryQueue();
            for (int i = 0; i < SESSIONS; i++) {
                listen(connection.createSession(), queue, i);
            }
            MessageProducer producer = sending.createProducer(queue);
            for (int i = 0; i < MESSAGES; i++) {
                producer.send(sending.createTextMessage("message " + i));
            }
            await().until(() -> received.get() == MESSAGES);
        }
        assertThat(overlaps).hasValue(0);
    }

    private void listen(Session session, Queue queue, int number) throws JMSException {
        session.createConsumer(queue).setMessageListener(message -> {
            used.add(Thread.currentThread());
            groups.add(Thread.currentThread().getThreadGroup().getName());
            if (inside.put(number, true) != null) {
                overlaps.incrementAndGet();
            }
            inside.remove(number);
            received.incrementAndGet();
        });
    }
}
