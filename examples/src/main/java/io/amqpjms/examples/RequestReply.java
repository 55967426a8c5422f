package io.amqpjms.examples;

import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Asks a service for something and prints the answer, which comes to a temporary queue. The service is here too.
 *
 * <p>Usage: {@code RequestReply [<connection-url>]}. Without a URL it brings a broker of its own.
 */
public final class RequestReply {
    private static final String SERVICE = "capitals";
    private static final long PATIENCE_MILLIS = 10_000;

    private RequestReply() {}

    /** Runs the program; see the class. */
    public static void main(String[] arguments) throws Exception {
        run(System.out, arguments);
    }

    static void run(PrintStream out, String... arguments) throws Exception {
        GivenBroker.use(arguments, url -> {
            AmqpConnectionFactory factory = new AmqpConnectionFactory(url);
            try (JMSContext service = factory.createContext();
                    JMSContext client = factory.createContext()) {
                serve(service);
                out.println("REPLY: " + ask(client, "hello"));
            }
        });
    }

    private static void serve(JMSContext context) {
        context.createConsumer(context.createQueue(SERVICE)).setMessageListener(request -> answer(context, request));
    }

    private static void answer(JMSContext context, Message request) {
        try {
            context.createProducer()
                    .setJMSCorrelationID(request.getJMSMessageID())
                    .send(request.getJMSReplyTo(), request.getBody(String.class).toUpperCase(Locale.ROOT));
        } catch (JMSException e) {
            throw new IllegalStateException("The request cannot be answered: " + request, e);
        }
    }

    private static String ask(JMSContext context, String question) throws JMSException {
        Queue service = context.createQueue(SERVICE);
        TemporaryQueue answers = context.createTemporaryQueue();
        TextMessage request = context.createTextMessage(question);
        request.setJMSReplyTo(answers);
        context.createProducer().setTimeToLive(PATIENCE_MILLIS).send(service, request);
        Message reply = context.createConsumer(answers).receive(PATIENCE_MILLIS);
        if (reply == null || !request.getJMSMessageID().equals(reply.getJMSCorrelationID())) {
            throw new IllegalStateException("no answer to " + request.getJMSMessageID() + " within 10 s, but " + reply);
        }
        return reply.getBody(String.class);
    }
}
