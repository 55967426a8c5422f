package io.amqpjms.examples;

import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.io.PrintStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Six listeners of one queue, each with a session of its own, on two threads: what a session hears, it hears on one thread at a
 * time, and {@code jms.listenerThreads} says how many threads all sessions of a connection share.
 *
 * <p>Usage: {@code ListenerPool [<connection-url>]}. Without a URL it brings a broker of its own.
 */
public final class ListenerPool {
    private static final int LISTENERS = 6;
    private static final int MESSAGES = 60;

    private ListenerPool() {}

    /** Runs the program; see the class. */
    public static void main(String[] arguments) throws Exception {
        run(System.out, arguments);
    }

    static void run(PrintStream out, String... arguments) throws Exception {
        GivenBroker.use(arguments, url -> {
            AmqpConnectionFactory factory = new AmqpConnectionFactory(url);
            factory.setOption("jms.listenerThreads", "2");
            factory.setOption("jms.prefetchPolicy.all", "5");
            Set<String> threads = ConcurrentHashMap.newKeySet();
            CountDownLatch heard = new CountDownLatch(MESSAGES);
            try (Connection connection = factory.createConnection()) {
                for (int listener = 0; listener < LISTENERS; listener++) {
                    listen(connection, threads, heard);
                }
                connection.start();
                send(connection);
                if (!heard.await(30, TimeUnit.SECONDS)) {
                    throw new IllegalStateException(heard.getCount() + " messages did not come within 30 s");
                }
            }
            out.println(
                    "HEARD: " + MESSAGES + " messages on " + (threads.size() <= 2 ? "at most 2" : "many") + " threads");
        });
    }

    private static void listen(Connection connection, Set<String> threads, CountDownLatch heard) throws JMSException {
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        session.createConsumer(session.createQueue("jobs")).setMessageListener(job -> {
            threads.add(Thread.currentThread().getName());
            heard.countDown();
        });
    }

    private static void send(Connection connection) throws JMSException {
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Queue jobs = session.createQueue("jobs");
        try (MessageProducer producer = session.createProducer(jobs)) {
            for (int job = 0; job < MESSAGES; job++) {
                producer.send(session.createTextMessage("job " + job));
            }
        }
    }
}
