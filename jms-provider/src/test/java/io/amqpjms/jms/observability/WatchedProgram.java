package io.amqpjms.jms.observability;

import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An application that knows nothing of tracing, as a program: exchanges one message on each of its queues with the broker at the
 * URI it is given, and says what it found in them of the sender's trace. The agent has written its spans by then, as it does so
 * within each call.
 */
final class WatchedProgram {
    static final String FOUND = "found ";
    private static final long PATIENCE = 20_000;

    private WatchedProgram() {}

    /** The program. */
    public static void main(String[] arguments) throws Exception {
        AmqpConnectionFactory factory = new AmqpConnectionFactory(arguments[0]);
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession()) {
            connection.start();
            receive(session, session.createQueue("classic.receive"));
            listen(session, session.createQueue("classic.listen"));
        }
        try (JMSContext context = factory.createContext()) {
            receive(context, context.createQueue("context.receive"));
            receiveBody(context, context.createQueue("context.body"));
            listen(context, context.createQueue("context.listen"));
        }
    }

    private static void receive(Session session, Queue queue) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(queue)) {
            session.createProducer(queue).send(session.createTextMessage("hello"));
            tell(queue, consumer.receive(PATIENCE));
        }
    }

    private static void listen(Session session, Queue queue) throws Exception {
        FirstMessage first = new FirstMessage();
        // Before there is a listener, to whose thread the session belongs from then on.
        session.createProducer(queue).send(session.createTextMessage("hello"));
        try (MessageConsumer consumer = session.createConsumer(queue)) {
            consumer.setMessageListener(first);
            first.await();
        }
        tell(queue, first.await());
    }

    private static void receive(JMSContext context, Queue queue) throws JMSException {
        try (JMSConsumer consumer = context.createConsumer(queue)) {
            context.createProducer().send(queue, "hello");
            tell(queue, consumer.receive(PATIENCE));
        }
    }

    private static void receiveBody(JMSContext context, Queue queue) throws JMSException {
        try (JMSConsumer consumer = context.createConsumer(queue)) {
            context.createProducer().send(queue, "hello");
            if (consumer.receiveBody(String.class, PATIENCE) == null) {
                throw new JMSException("Nothing came from " + queue.getQueueName());
            }
        }
    }

    private static void listen(JMSContext context, Queue queue) throws Exception {
        FirstMessage first = new FirstMessage();
        context.createProducer().send(queue, "hello");
        try (JMSConsumer consumer = context.createConsumer(queue)) {
            consumer.setMessageListener(first);
            first.await();
        }
        tell(queue, first.await());
    }

    private static void tell(Queue queue, @Nullable Message message) throws JMSException {
        if (message == null) {
            throw new JMSException("Nothing came from " + queue.getQueueName());
        }
        System.out.println(FOUND + queue.getQueueName() + " " + message.getStringProperty("traceparent"));
    }

    /** Keeps the first message it hears; called by a session's dispatcher, awaited by the program. */
    private static final class FirstMessage implements MessageListener {
        private final CompletableFuture<Message> message = new CompletableFuture<>();

        @Override
        public void onMessage(Message heard) {
            message.complete(heard);
        }

        Message await() throws Exception {
            return message.get(PATIENCE, TimeUnit.MILLISECONDS);
        }
    }
}
