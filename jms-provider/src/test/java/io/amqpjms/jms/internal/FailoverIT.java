package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.engine.testing.FaultProxy;
import io.amqpjms.engine.testing.Faults;
import io.amqpjms.jms.AmqpConnectionFactory;
import io.amqpjms.jms.internal.ack.AckModes;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TransactionRolledBackException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A broker that goes away with its connections and comes back with its messages. */
class FailoverIT {
    @RegisterExtension
    final EmbeddedBroker broker = new EmbeddedBroker().persistent();

    @RegisterExtension
    final FaultProxy line = new FaultProxy(broker::port);

    private final List<JMSException> told = new CopyOnWriteArrayList<>();
    private Connection connection;

    @BeforeEach
    void connect() throws Exception {
        connection = new AmqpConnectionFactory("failover:(amqp://127.0.0.1:1," + broker.uri() + ")").createConnection();
        connection.setClientID("billing");
        connection.setExceptionListener(told::add);
        connection.start();
    }

    @AfterEach
    void disconnect() throws Exception {
        connection.close();
    }

    private static String text(Message message) throws JMSException {
        return message == null ? null : ((TextMessage) message).getText();
    }

    @Test
    void aProducerAndAListenerGoOnWithoutTheApplicationDoingAnything() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        Session consuming = connection.createSession();
        consuming.createConsumer(consuming.createQueue("orders")).setMessageListener(message -> {
            try {
                heard.add(text(message));
            } catch (JMSException e) {
                throw new AssertionError(e);
            }
        });
        Session producing = connection.createSession();
        MessageProducer producer = producing.createProducer(producing.createQueue("orders"));
        List<String> sent = IntStream.range(0, 60).mapToObj(String::valueOf).toList();
        for (int i = 0; i < 20; i++) {
            producer.send(producing.createTextMessage(sent.get(i)));
        }
        broker.restart();
        for (int i = 20; i < 40; i++) {
            producer.send(producing.createTextMessage(sent.get(i)));
        }
        broker.kill();
        broker.start();
        for (int i = 40; i < 60; i++) {
            producer.send(producing.createTextMessage(sent.get(i)));
        }
        await().untilAsserted(() -> assertThat(heard).containsAll(sent));
        assertThat(heard.stream().distinct()).containsExactlyElementsOf(sent);
    }

    @Test
    void aSendDuringTheOutageWaitsForItsEnd() throws Exception {
        Session session = connection.createSession();
        MessageProducer producer = session.createProducer(session.createQueue("orders"));
        broker.stop();
        FutureTask<Void> sending = Blocked.in(() -> {
            producer.send(session.createTextMessage("patient"));
            return null;
        });
        broker.start();
        sending.get(20, TimeUnit.SECONDS);
        await().untilAsserted(() -> assertThat(broker.messageCount("orders")).isOne());
    }

    @Test
    void aBrokerThatKnowsTheCopyOfASendKeepsOnlyOne() throws Exception {
        try (Connection named = new AmqpConnectionFactory(
                        "failover:(" + line.uri() + ")?jms.duplicateIdProperty=_AMQ_DUPL_ID")
                .createConnection()) {
            Session session = named.createSession();
            MessageProducer producer = session.createProducer(session.createQueue("once"));
            producer.setDisableMessageID(true);
            producer.send(session.createTextMessage("seen"));
            line.faults(Faults.NONE.swallowAfter(Faults.Direction.TO_CLIENT, 0));
            FutureTask<Void> sending = Blocked.in(() -> {
                producer.send(session.createTextMessage("sent twice"));
                return null;
            });
            await().untilAsserted(() -> assertThat(broker.messageCount("once")).isEqualTo(2));
            assertThat(sending).isNotDone();
            line.faults(Faults.NONE);
            line.cutAll();
            sending.get(20, TimeUnit.SECONDS);
            // The broker counts in order: a copy that it kept would be there before this one.
            producer.send(session.createTextMessage("the last"));
            await().untilAsserted(() -> assertThat(broker.messageCount("once")).isGreaterThanOrEqualTo(3));
            assertThat(broker.messageCount("once")).isEqualTo(3);
        }
    }

    @Test
    void aBrokenTransactionFailsItsCommitAndLeavesNothing() throws Exception {
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        Queue in = session.createQueue("in");
        Queue out = session.createQueue("out");
        MessageProducer feeder = session.createProducer(in);
        feeder.send(session.createTextMessage("work"));
        session.commit();
        MessageConsumer consumer = session.createConsumer(in);
        MessageProducer producer = session.createProducer(out);
        assertThat(text(consumer.receive(10_000))).isEqualTo("work");
        producer.send(session.createTextMessage("undone"));
        broker.restart();
        assertThatThrownBy(session::commit).isInstanceOf(TransactionRolledBackException.class);
        assertThat(broker.messageCount("out")).isZero();
        Message again = consumer.receive(10_000);
        assertThat(text(again)).isEqualTo("work");
        producer.send(session.createTextMessage("done"));
        session.commit();
        await().untilAsserted(() -> {
            assertThat(broker.messageCount("out")).isOne();
            assertThat(broker.messageCount("in")).isZero();
        });
    }

    @Test
    void aMessageAcknowledgedTooLateComesAgain() throws Exception {
        Session session = connection.createSession(AckModes.INDIVIDUAL);
        Queue queue = session.createQueue("orders");
        session.createProducer(queue).send(session.createTextMessage("once more"));
        MessageConsumer consumer = session.createConsumer(queue);
        Message first = consumer.receive(10_000);
        broker.kill();
        broker.start();
        Message second = consumer.receive(20_000);
        assertThat(text(second)).isEqualTo("once more");
        assertThatThrownBy(first::acknowledge).isInstanceOf(JMSException.class);
    }

    @Test
    void subscriptionsComeBack() throws Exception {
        Session session = connection.createSession();
        Topic topic = session.createTopic("news");
        MessageConsumer durable = session.createDurableConsumer(topic, "mine");
        MessageConsumer shared = session.createSharedConsumer(topic, "ours");
        MessageConsumer sharedDurable = session.createSharedDurableConsumer(topic, "ours for good");
        broker.restart();
        session.createProducer(topic).send(session.createTextMessage("back"));
        for (MessageConsumer consumer : List.of(durable, shared, sharedDurable)) {
            assertThat(text(consumer.receive(10_000))).isEqualTo("back");
        }
        assertThat(told).isEmpty();
    }

    @Test
    void aDurableSubscriptionThatIsTakenUpAfterTheLossOfItsLineReceivesAll() throws Exception {
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        Topic topic = session.createTopic("news");
        MessageConsumer first = session.createDurableConsumer(topic, "mine");
        MessageProducer producer = session.createProducer(topic);
        producer.send(session.createTextMessage("before"));
        assertThat(text(first.receive(10_000))).isEqualTo("before");
        first.close();
        broker.restart();
        producer.send(session.createTextMessage("after"));
        MessageConsumer next = session.createDurableConsumer(topic, "mine");
        assertThat(text(next.receive(10_000))).isEqualTo("before");
        assertThat(text(next.receive(10_000))).isEqualTo("after");
    }

    @Test
    void aTemporaryQueueComesBackAndItsAnswersThatCannotComeAreAnError() throws Exception {
        Session session = connection.createSession();
        TemporaryQueue answers = session.createTemporaryQueue();
        String before = answers.getQueueName();
        MessageConsumer consumer = session.createConsumer(answers);
        FutureTask<Message> waiting = Blocked.in(consumer::receive);
        broker.restart();
        assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("will not come");
        await().until(() -> !answers.getQueueName().equals(before));
        assertThat(told)
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.getErrorCode()).isEqualTo("amqpjms:temporary-destination-lost"));

        Message question = session.createTextMessage("?");
        question.setJMSReplyTo(answers);
        Queue questions = session.createQueue("questions");
        session.createProducer(questions).send(question);
        try (Connection other = new AmqpConnectionFactory(broker.uri().toString()).createConnection()) {
            other.start();
            Session answering = other.createSession();
            Message asked = answering.createConsumer(questions).receive(10_000);
            answering.createProducer(asked.getJMSReplyTo()).send(answering.createTextMessage("!"));
        }
        assertThat(text(consumer.receive(10_000))).isEqualTo("!");
        session.createProducer(answers).send(session.createTextMessage("to itself"));
        assertThat(text(consumer.receive(10_000))).isEqualTo("to itself");
        consumer.close();
        answers.delete();
    }

    @Test
    void anAnswerAskedForBeforeTheLossIsAnErrorForWhoeverWaitsAfterIt() throws Exception {
        Session session = connection.createSession();
        TemporaryQueue answers = session.createTemporaryQueue();
        String before = answers.getQueueName();
        MessageConsumer consumer = session.createConsumer(answers);
        Message question = session.createTextMessage("?");
        question.setJMSReplyTo(answers);
        session.createProducer(session.createQueue("questions")).send(question);
        broker.restart();
        await().until(() -> !answers.getQueueName().equals(before));
        assertThatThrownBy(() -> consumer.receive(60_000))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("will not come");
        session.createProducer(answers).send(session.createTextMessage("told once"));
        assertThat(text(consumer.receive(10_000))).isEqualTo("told once");
    }
}
