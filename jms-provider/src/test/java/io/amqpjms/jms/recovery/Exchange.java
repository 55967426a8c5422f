package io.amqpjms.jms.recovery;

import io.amqpjms.jms.recovery.Ledger.Ending;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TransactionRolledBackException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Something an application does with a broker, and what it was promised; no call may fail that the promise does not name. */
enum Exchange {
    SYNCHRONOUS_SENDS {
        @Override
        void run(Scene scene) throws Exception {
            try (Connection connection = scene.connect()) {
                Session session = connection.createSession();
                MessageProducer producer = session.createProducer(scene.queue(session));
                for (int number = 0; number < Scene.MESSAGES; number++) {
                    producer.send(session.createTextMessage(String.valueOf(number)));
                    scene.ledger().ended(number, Ending.DONE);
                }
            }
        }

        @Override
        List<String> broken(Scene scene) throws JMSException {
            return scene.ledger().brokenBySends(Scene.MESSAGES, scene.drain());
        }
    },

    ANNOUNCED_SENDS {
        @Override
        void run(Scene scene) throws Exception {
            try (Connection connection = scene.connect()) {
                Session session = connection.createSession();
                MessageProducer producer = session.createProducer(scene.queue(session));
                for (int number = 0; number < Scene.MESSAGES; number++) {
                    producer.send(
                            session.createTextMessage(String.valueOf(number)), new Announced(scene.ledger(), number));
                }
                session.close();
            }
        }

        @Override
        List<String> broken(Scene scene) throws JMSException {
            return scene.ledger().brokenBySends(Scene.MESSAGES, scene.drain());
        }
    },

    FORGOTTEN_SENDS {
        @Override
        void run(Scene scene) throws Exception {
            try (Connection connection = scene.connect()) {
                Session session = connection.createSession();
                MessageProducer producer = session.createProducer(scene.queue(session));
                producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
                for (int number = 0; number < Scene.MESSAGES; number++) {
                    producer.send(session.createTextMessage(String.valueOf(number)));
                }
                session.close();
            }
        }

        @Override
        List<String> broken(Scene scene) throws JMSException {
            List<Integer> held = scene.drain();
            return new HashSet<>(held).size() < Scene.MESSAGES && scene.told().isEmpty()
                    ? List.of("only " + held + " arrived, and the exception listener heard nothing")
                    : List.of();
        }
    },

    AUTOMATIC_RECEIVES {
        @Override
        void run(Scene scene) throws Exception {
            scene.load(false);
            try (Connection connection = scene.connect()) {
                Session session = connection.createSession();
                receiveAll(scene, connection, session.createConsumer(scene.queue(session)));
            }
        }
    },

    LISTENER {
        @Override
        void run(Scene scene) throws Exception {
            scene.load(false);
            CountDownLatch all = new CountDownLatch(Scene.MESSAGES);
            Set<Integer> seen = Collections.synchronizedSet(new TreeSet<>());
            try (Connection connection = scene.connect()) {
                Session session = connection.createSession();
                session.createConsumer(scene.queue(session)).setMessageListener(message -> {
                    if (seen.add(note(scene, message))) {
                        all.countDown();
                    }
                });
                connection.start();
                if (!all.await(PATIENCE, TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("the listener was given only " + seen);
                }
            }
        }
    },

    CLIENT_ACKNOWLEDGED_RECEIVES {
        @Override
        void run(Scene scene) throws Exception {
            scene.load(false);
            try (Connection connection = scene.connect()) {
                Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
                MessageConsumer consumer = session.createConsumer(scene.queue(session));
                connection.start();
                Set<Integer> unacknowledged = new TreeSet<>();
                for (Message next = received(scene, consumer); next != null; next = consumer.receive(END)) {
                    unacknowledged.add(note(scene, next));
                    if (unacknowledged.size() == Scene.MESSAGES) {
                        acknowledge(next);
                        unacknowledged.clear();
                    }
                }
            }
        }

        private void acknowledge(Message message) {
            try {
                message.acknowledge();
            } catch (JMSException tooLate) {
                // What the broker did not hear of comes again.
            }
        }
    },

    TRANSACTED_SENDS {
        @Override
        void run(Scene scene) throws Exception {
            try (Connection connection = scene.connect()) {
                Session session = connection.createSession(Session.SESSION_TRANSACTED);
                MessageProducer producer = session.createProducer(scene.queue(session));
                for (int number = 0; number < 2 * Scene.MESSAGES; number += 2) {
                    scene.sendPair(session, producer, number);
                }
            }
        }

        @Override
        List<String> broken(Scene scene) throws JMSException {
            List<Integer> held = scene.drain();
            List<String> found = new ArrayList<>(scene.ledger().brokenBySends(2 * Scene.MESSAGES, held));
            found.addAll(scene.ledger().brokenByPairs(held));
            return found;
        }
    },

    TRANSACTED_RECEIVES {
        @Override
        void run(Scene scene) throws Exception {
            scene.load(false);
            try (Connection connection = scene.connect()) {
                Session session = connection.createSession(Session.SESSION_TRANSACTED);
                MessageConsumer consumer = session.createConsumer(scene.queue(session));
                connection.start();
                Set<Integer> taken = new TreeSet<>();
                Set<Integer> doubtful = new TreeSet<>();
                for (Message next = received(scene, consumer); next != null; next = consumer.receive(END)) {
                    taken.add(note(scene, next));
                    doubtful.removeAll(taken);
                    if (scene.ledger().settledCount() + taken.size() + doubtful.size() >= Scene.MESSAGES) {
                        doubtful.addAll(commit(scene, session, taken));
                        taken.clear();
                    }
                }
            }
        }

        /** What may or may not come again. */
        private Set<Integer> commit(Scene scene, Session session, Set<Integer> taken) throws JMSException {
            try {
                session.commit();
                taken.forEach(scene.ledger()::settled);
                return Set.of();
            } catch (TransactionRolledBackException comesAgain) {
                return Set.of();
            } catch (JMSException inDoubt) {
                return new TreeSet<>(taken);
            }
        }
    },

    DURABLE_SUBSCRIPTION {
        @Override
        void run(Scene scene) throws Exception {
            try (Connection connection = scene.connectAsClient()) {
                Session session = connection.createSession();
                MessageConsumer consumer = session.createDurableConsumer(session.createTopic(scene.name()), "own");
                scene.load(true);
                receiveAll(scene, connection, consumer);
                consumer.close();
                session.unsubscribe("own");
            }
        }

        @Override
        List<String> broken(Scene scene) {
            return scene.ledger().brokenByReceives(Scene.MESSAGES, List.of());
        }
    },

    SHARED_SUBSCRIPTION {
        @Override
        void run(Scene scene) throws Exception {
            try (Connection connection = scene.connectAsClient()) {
                Session session = connection.createSession();
                MessageConsumer consumer =
                        session.createSharedDurableConsumer(session.createTopic(scene.name()), "common");
                scene.load(true);
                receiveAll(scene, connection, consumer);
            }
        }

        @Override
        List<String> broken(Scene scene) {
            return scene.ledger().brokenByReceives(Scene.MESSAGES, List.of());
        }
    },

    BROWSE {
        @Override
        void run(Scene scene) throws Exception {
            scene.load(false);
            try (Connection connection = scene.connect()) {
                Session session = connection.createSession();
                QueueBrowser browser = session.createBrowser(session.createQueue(scene.name()));
                connection.start();
                Set<Integer> seen = new TreeSet<>();
                for (Enumeration<?> found = browser.getEnumeration(); found.hasMoreElements(); ) {
                    seen.add(Scene.number((Message) found.nextElement()));
                }
                if (seen.size() != Scene.MESSAGES) {
                    throw new AssertionError("the browser saw only " + seen);
                }
            }
        }

        @Override
        List<String> broken(Scene scene) throws JMSException {
            return scene.ledger().brokenByReceives(Scene.MESSAGES, scene.drain());
        }
    },

    TEMPORARY_QUEUE {
        @Override
        void run(Scene scene) throws Exception {
            try (Connection connection = scene.connect()) {
                Session session = connection.createSession();
                Destination replies = session.createTemporaryQueue();
                MessageConsumer consumer = session.createConsumer(replies);
                MessageProducer producer = session.createProducer(null);
                connection.start();
                Message reply = null;
                for (int tries = 0; tries < 3 && reply == null; tries++) {
                    producer.send(replies, session.createTextMessage("0"));
                    reply = replyOrLoss(consumer);
                }
                if (reply == null) {
                    throw new AssertionError("no reply came to " + replies);
                }
            }
        }

        // A wait for what was on its way to the queue ends with the line.
        private Message replyOrLoss(MessageConsumer consumer) {
            try {
                return consumer.receive(END);
            } catch (JMSException lost) {
                return null;
            }
        }

        @Override
        List<String> broken(Scene scene) {
            return List.of();
        }
    };

    private static final long PATIENCE = 15_000;
    private static final long END = 500;

    /** Does it, over the line that breaks. */
    abstract void run(Scene scene) throws Exception;

    /** What was promised and not kept. */
    List<String> broken(Scene scene) throws JMSException {
        return scene.ledger().brokenByReceives(Scene.MESSAGES, scene.drain());
    }

    private static void receiveAll(Scene scene, Connection connection, MessageConsumer consumer) throws JMSException {
        connection.start();
        while (scene.ledger().distinctArrivals() < Scene.MESSAGES) {
            note(scene, received(scene, consumer));
        }
    }

    private static Message received(Scene scene, MessageConsumer consumer) throws JMSException {
        Message message = consumer.receive(PATIENCE);
        if (message == null) {
            throw new AssertionError(
                    "nothing came any more after " + scene.ledger().distinctArrivals() + " messages");
        }
        return message;
    }

    private static int note(Scene scene, Message message) {
        try {
            int number = Scene.number(message);
            scene.ledger().arrived(number, message.getJMSRedelivered());
            return number;
        } catch (JMSException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
