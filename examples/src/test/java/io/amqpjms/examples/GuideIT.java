package io.amqpjms.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.jms.AmqpConnectionFactory;
import io.amqpjms.jms.Drainable;
import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The snippets of {@code docs/GUIDE.md}, each run against a broker. */
class GuideIT {
    @RegisterExtension
    static final EmbeddedBroker BROKER = new EmbeddedBroker();

    private final List<String> said = new CopyOnWriteArrayList<>();

    private static String url() {
        return BROKER.uri().toString();
    }

    private static AmqpConnectionFactory factory() {
        return new AmqpConnectionFactory(url());
    }

    private void say(String text) {
        said.add(text);
    }

    private void process(Message message) throws JMSException {
        say(message.getBody(String.class));
    }

    @Test
    void connects() throws Exception {
        String url = url();
        AmqpConnectionFactory factory = new AmqpConnectionFactory(url + "?jms.sendTimeout=10s");
        factory.setOption("jms.prefetchPolicy.all", "100");
        try (Connection connection = factory.createConnection()) {
            connection.setExceptionListener(failure -> say(failure.getErrorCode() + ": " + failure.getMessage()));
            connection.start();
            assertThat(connection.getMetaData().getJMSMajorVersion()).isEqualTo(3);
        }
        assertThat(factory.getProperties()).containsEntry("jms.prefetchPolicy.all", "100");
        assertThat(said).isEmpty();
    }

    @Test
    void usesTheClassicApi() throws Exception {
        AmqpConnectionFactory factory = factory();
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            Queue queue = session.createQueue("classic");
            MessageProducer producer = session.createProducer(queue);
            MessageConsumer consumer = session.createConsumer(queue);
            connection.start();
            producer.send(session.createTextMessage("hello"));
            Message message = consumer.receive(5_000);
            assertThat(message.getBody(String.class)).isEqualTo("hello");
        }
    }

    @Test
    void givesEachThreadAContext() throws Exception {
        AmqpConnectionFactory factory = factory();
        try (JMSContext main = factory.createContext();
                JMSContext second = main.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
            Thread other = new Thread(() -> second.createProducer().send(second.createQueue("two"), "from there"));
            other.start();
            assertThat(main.createConsumer(main.createQueue("two")).receiveBody(String.class, 5_000))
                    .isEqualTo("from there");
            other.join();
        }
    }

    @Test
    void sends() {
        try (JMSContext context = factory().createContext()) {
            Queue orders = context.createQueue("sent");
            context.createProducer()
                    .setDeliveryMode(DeliveryMode.PERSISTENT)
                    .setTimeToLive(60_000)
                    .setPriority(7)
                    .setProperty("customer", 4711)
                    .send(orders, "1 kg of apples");
            assertThat(context.createConsumer(orders, "customer = 4711").receiveBody(String.class, 5_000))
                    .isEqualTo("1 kg of apples");
        }
    }

    @Test
    void sendsWithoutWaiting() {
        try (JMSContext context = factory().createContext()) {
            Queue orders = context.createQueue("async");
            JMSProducer producer = context.createProducer();
            producer.setAsync(new CompletionListener() {
                @Override
                public void onCompletion(Message message) {
                    say("taken");
                }

                @Override
                public void onException(Message message, Exception failure) {
                    say("refused: " + failure.getMessage());
                }
            });
            producer.send(orders, "1 kg of pears");
            await().untilAsserted(() -> assertThat(said).containsExactly("taken"));
        }
    }

    @Test
    void receives() throws Exception {
        try (JMSContext context = factory().createContext()) {
            Queue orders = context.createQueue("received");
            context.createProducer().send(orders, "one");
            context.createProducer().send(orders, "two");
            JMSConsumer consumer = context.createConsumer(orders);
            Message message = consumer.receive(5_000);
            if (message != null) {
                process(message);
            }
            assertThat(said).containsExactly("one");
            consumer.setMessageListener(next -> {
                try {
                    process(next);
                } catch (JMSException e) {
                    throw new IllegalStateException(e);
                }
            });
            await().untilAsserted(() -> assertThat(said).containsExactly("one", "two"));
        }
    }

    @Test
    void acknowledgesByHand() throws Exception {
        AmqpConnectionFactory factory = factory();
        try (JMSContext context = factory.createContext(JMSContext.CLIENT_ACKNOWLEDGE)) {
            Queue orders = context.createQueue("acknowledged");
            context.createProducer().send(orders, "one").send(orders, "two");
            JMSConsumer consumer = context.createConsumer(orders);
            process(consumer.receive(5_000));
            process(consumer.receive(5_000));
            context.acknowledge();
        }
        await().untilAsserted(
                        () -> assertThat(BROKER.messageCount("acknowledged")).isZero());
    }

    @Test
    void acknowledgesOneByOne() throws Exception {
        AmqpConnectionFactory factory = factory();
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession(101)) {
            Queue queue = session.createQueue("individual");
            session.createProducer(queue).send(session.createTextMessage("one"));
            session.createProducer(queue).send(session.createTextMessage("two"));
            MessageConsumer consumer = session.createConsumer(queue);
            connection.start();
            Message first = consumer.receive(5_000);
            Message second = consumer.receive(5_000);
            second.acknowledge();
            assertThat(first).isNotNull();
        }
        await().untilAsserted(
                        () -> assertThat(BROKER.messageCount("individual")).isOne());
    }

    @Test
    void commitsAndRollsBack() throws Exception {
        AmqpConnectionFactory factory = factory();
        try (JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
            Queue in = context.createQueue("in");
            Queue out = context.createQueue("out");
            context.createProducer().send(in, "work");
            context.commit();
            JMSConsumer consumer = context.createConsumer(in);
            Message work = consumer.receive(5_000);
            try {
                process(work);
                context.createProducer().send(out, "done");
                context.commit();
            } catch (JMSException | JMSRuntimeException failure) {
                context.rollback();
                throw failure;
            }
        }
        await().untilAsserted(() -> assertThat(BROKER.messageCount("out")).isOne());
        await().untilAsserted(() -> assertThat(BROKER.messageCount("in")).isZero());
    }

    @Test
    void selects() {
        try (JMSContext context = factory().createContext()) {
            Queue orders = context.createQueue("selected");
            context.createProducer().setProperty("weight", 3).send(orders, "light");
            context.createProducer().setProperty("weight", 30).send(orders, "heavy");
            JMSConsumer heavy = context.createConsumer(orders, "weight > 20 AND JMSPriority >= 4");
            assertThat(heavy.receiveBody(String.class, 5_000)).isEqualTo("heavy");
        }
    }

    @Test
    void subscribes() {
        AmqpConnectionFactory factory = factory();
        factory.setClientID("reader-7");
        try (JMSContext context = factory.createContext()) {
            Topic news = context.createTopic("subscribed");
            JMSConsumer now = context.createConsumer(news);
            JMSConsumer always = context.createDurableConsumer(news, "archive");
            JMSConsumer together = context.createSharedConsumer(news, "workers");
            JMSConsumer both = context.createSharedDurableConsumer(news, "night-shift");
            context.createProducer().send(news, "hello");
            for (JMSConsumer consumer : List.of(now, always, together, both)) {
                assertThat(consumer.receiveBody(String.class, 5_000)).isEqualTo("hello");
                consumer.close();
            }
            context.unsubscribe("archive");
            context.unsubscribe("night-shift");
        }
    }

    @Test
    void browses() throws Exception {
        try (JMSContext context = factory().createContext()) {
            Queue orders = context.createQueue("browsed");
            context.createProducer().send(orders, "one").send(orders, "two");
            List<Message> waiting = new ArrayList<>();
            try (QueueBrowser browser = context.createBrowser(orders)) {
                Enumeration<?> found = browser.getEnumeration();
                while (found.hasMoreElements()) {
                    waiting.add((Message) found.nextElement());
                }
            }
            assertThat(waiting).hasSize(2);
        }
        assertThat(BROKER.messageCount("browsed")).isEqualTo(2);
    }

    @Test
    void asksAndWaits() throws Exception {
        try (JMSContext context = factory().createContext();
                JMSContext service = factory().createContext()) {
            Queue requests = context.createQueue("asked");
            service.createConsumer(service.createQueue("asked")).setMessageListener(request -> {
                try {
                    service.createProducer()
                            .setJMSCorrelationID(request.getJMSMessageID())
                            .send(request.getJMSReplyTo(), "yes");
                } catch (JMSException e) {
                    throw new IllegalStateException(e);
                }
            });
            TemporaryQueue answers = context.createTemporaryQueue();
            TextMessage request = context.createTextMessage("Is it there?");
            request.setJMSReplyTo(answers);
            context.createProducer().setTimeToLive(10_000).send(requests, request);
            Message answer = context.createConsumer(answers).receive(10_000);
            assertThat(answer.getJMSCorrelationID()).isEqualTo(request.getJMSMessageID());
        }
    }

    @Test
    void tellsWhatWentWrong() {
        AmqpConnectionFactory factory = new AmqpConnectionFactory("amqp://127.0.0.1:1");
        try {
            factory.createContext().close();
        } catch (JMSRuntimeException failure) {
            say(failure.getErrorCode() + ": " + failure.getMessage());
        }
        assertThat(said).singleElement().asString().startsWith("amqpjms:tcp: ");
    }

    @Test
    void endsInGoodOrder() throws Exception {
        AmqpConnectionFactory factory = factory();
        Connection connection = factory.createConnection();
        if (connection instanceof Drainable drainable) {
            boolean allEnded = drainable.drain(Duration.ofSeconds(30));
            say(allEnded ? "all is done" : "some work was left");
        }
        connection.close();
        assertThat(said).containsExactly("all is done");
    }
}
