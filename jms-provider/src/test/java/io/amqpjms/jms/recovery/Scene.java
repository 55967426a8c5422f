package io.amqpjms.jms.recovery;

import io.amqpjms.jms.AmqpConnectionFactory;
import io.amqpjms.jms.recovery.Ledger.Ending;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.TransactionRolledBackException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** One run of an exchange: a queue and a topic of its own, a way to the broker that breaks, and one that does not. */
final class Scene {
    static final int MESSAGES = 3;

    private static final String PATIENCE = "?jms.requestTimeout=15000&jms.sendTimeout=15000&jms.closeTimeout=5000"
            + "&failover.initialReconnectDelay=0&failover.reconnectDelay=10";

    private final String name;
    private final ConnectionFactory fragile;
    private final ConnectionFactory sound;
    private final Ledger ledger = new Ledger();
    private final List<JMSException> told = new CopyOnWriteArrayList<>();

    Scene(String name, URI fragile, URI sound) {
        this.name = name;
        this.fragile = new AmqpConnectionFactory("failover:(" + fragile + "?amqp.idleTimeout=1000)" + PATIENCE);
        this.sound = new AmqpConnectionFactory(sound.toString());
    }

    String name() {
        return name;
    }

    Ledger ledger() {
        return ledger;
    }

    /** What the exception listener of the fragile connection heard. */
    List<JMSException> told() {
        return told;
    }

    /** A connection over the line that breaks. */
    Connection connect() throws JMSException {
        return listening(fragile.createConnection());
    }

    /** The same, under a client identifier of the scene's own. */
    Connection connectAsClient() throws JMSException {
        Connection connection = fragile.createConnection();
        connection.setClientID(name);
        return listening(connection);
    }

    private Connection listening(Connection connection) throws JMSException {
        connection.setExceptionListener(told::add);
        return connection;
    }

    Destination queue(Session session) throws JMSException {
        return session.createQueue(name);
    }

    /** Puts the numbered messages into the queue or topic, over the line that does not break. */
    void load(boolean topic) {
        try (JMSContext context = sound.createContext()) {
            Destination to = topic ? context.createTopic(name) : context.createQueue(name);
            for (int number = 0; number < MESSAGES; number++) {
                context.createProducer().send(to, String.valueOf(number));
            }
        }
    }

    /** What the queue holds, over the line that does not break. */
    List<Integer> drain() throws JMSException {
        List<Integer> held = new ArrayList<>();
        try (Connection connection = sound.createConnection()) {
            Session session = connection.createSession();
            MessageConsumer consumer = session.createConsumer(queue(session));
            connection.start();
            for (Message next = consumer.receive(200); next != null; next = consumer.receive(200)) {
                held.add(number(next));
            }
        }
        return held;
    }

    /** Sends this message and the next in one transaction, and writes down how it ended. */
    void sendPair(Session session, MessageProducer producer, int number) throws JMSException {
        Ending ending = endingOfPair(session, producer, number);
        ledger.ended(number, ending);
        ledger.ended(number + 1, ending);
    }

    static Ending endingOfPair(Session session, MessageProducer producer, int number) throws JMSException {
        try {
            producer.send(session.createTextMessage(String.valueOf(number)));
            producer.send(session.createTextMessage(String.valueOf(number + 1)));
        } catch (JMSException broken) {
            session.rollback();
            return Ending.FAILED;
        }
        try {
            session.commit();
            return Ending.DONE;
        } catch (TransactionRolledBackException rolledBack) {
            return Ending.FAILED;
        } catch (JMSException inDoubt) {
            return Ending.IN_DOUBT;
        }
    }

    static int number(Message message) throws JMSException {
        return Integer.parseInt(((TextMessage) message).getText());
    }
}
