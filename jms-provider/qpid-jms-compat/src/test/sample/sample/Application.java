package sample;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.net.URI;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.Callable;
import javax.naming.Context;
import javax.naming.InitialContext;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.apache.qpid.jms.JmsDestination;
import org.apache.qpid.jms.JmsQueue;
import org.apache.qpid.jms.JmsTopic;
import org.apache.qpid.jms.policy.JmsDefaultPrefetchPolicy;
import org.apache.qpid.jms.policy.JmsDefaultRedeliveryPolicy;

/** An application as it was written for Qpid JMS: a broker's URI and a naming file in, what it saw out. */
public final class Application implements Callable<List<String>> {
    private final String broker;
    private final String namingFile;
    private final List<String> seen = new ArrayList<>();

    public Application(String broker, String namingFile) {
        this.broker = broker;
        this.namingFile = namingFile;
    }

    @Override
    public List<String> call() throws Exception {
        classicApi();
        context();
        naming();
        return seen;
    }

    private void classicApi() throws Exception {
        JmsConnectionFactory factory = new JmsConnectionFactory("failover:(" + broker
                + "?transport.tcpNoDelay=true&transport.connectTimeout=10000&amqp.idleTimeout=60000&amqp.maxFrameSize=65536)"
                + "?failover.maxReconnectAttempts=20&failover.reconnectDelay=50&failover.randomize=false"
                + "&jms.sendTimeout=20000&jms.forceSyncSend=true&jms.redeliveryPolicy.maxRedeliveries=3");
        factory.setClientID("sample");
        factory.setLocalMessageExpiry(true);
        factory.setCloseTimeout(10_000);
        JmsDefaultPrefetchPolicy prefetch = new JmsDefaultPrefetchPolicy();
        prefetch.setAll(5);
        factory.setPrefetchPolicy(prefetch);
        ((JmsDefaultRedeliveryPolicy) factory.getRedeliveryPolicy()).setMaxRedeliveries(7);
        seen.add("prefetch " + ((JmsDefaultPrefetchPolicy) factory.getPrefetchPolicy()).getQueuePrefetch());
        Connection connection = factory.createConnection();
        try {
            connection.start();
            Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
            JmsDestination queue = new JmsQueue("sample-queue");
            MessageProducer producer = session.createProducer(queue);
            producer.setDeliveryMode(DeliveryMode.PERSISTENT);
            MapMessage order = session.createMapMessage();
            order.setInt("quantity", 3);
            order.setJMSReplyTo(new JmsTopic("answers"));
            producer.send(order);
            session.commit();
            MessageConsumer consumer = session.createConsumer(queue);
            MapMessage received = (MapMessage) consumer.receive(10_000);
            session.commit();
            seen.add("quantity " + received.getInt("quantity"));
            seen.add("reply to " + ((Topic) received.getJMSReplyTo()).getTopicName());
            seen.add("client " + connection.getClientID());
        } finally {
            connection.close();
        }
    }

    private void context() {
        ConnectionFactory factory = new JmsConnectionFactory("user", "password", URI.create(broker));
        try (JMSContext context = factory.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
            Queue queue = context.createQueue("sample-context");
            context.createProducer().setProperty("colour", "red").send(queue, "hello");
            Message message = context.createConsumer(queue, "colour = 'red'").receive(10_000);
            seen.add("context " + message.getBody(String.class));
        } catch (jakarta.jms.JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private void naming() throws Exception {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "org.apache.qpid.jms.jndi.JmsInitialContextFactory");
        environment.put(Context.PROVIDER_URL, namingFile);
        Context context = new InitialContext(environment);
        ConnectionFactory factory = (ConnectionFactory) context.lookup("broker");
        Queue queue = (Queue) context.lookup("orders");
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession()) {
            connection.start();
            session.createProducer(queue).send(session.createTextMessage("named"));
            TextMessage message = (TextMessage) session.createConsumer(queue).receive(10_000);
            seen.add("naming " + message.getText() + " from " + queue.getQueueName());
        }
        try (QueueConnection connection = new JmsConnectionFactory(broker).createQueueConnection()) {
            QueueSession session = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
            seen.add("browsed " + session.createBrowser(queue).getEnumeration().hasMoreElements());
        }
    }
}
