package io.amqpjms.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.Session;

/** Sends or receives one large body in a heap that its starter chose. Says how many bytes it was. */
public final class LargeBodyMain {
    private static final int PATIENCE_MILLIS = 60_000;

    private LargeBodyMain() {}

    /** Arguments: the broker's URI, the queue, and the number of bytes to send, or none to receive. */
    public static void main(String[] arguments) throws JMSException {
        try (Connection connection = new AmqpConnectionFactory(arguments[0]).createConnection()) {
            connection.start();
            Session session = connection.createSession();
            Queue queue = session.createQueue(arguments[1]);
            int size = arguments.length > 2
                    ? sent(session, queue, Integer.parseInt(arguments[2]))
                    : received(session, queue);
            System.out.println(size);
        }
    }

    private static int sent(Session session, Queue queue, int size) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(new byte[size]);
        session.createProducer(queue).send(message);
        return size;
    }

    private static int received(Session session, Queue queue) throws JMSException {
        return session.createConsumer(queue).receive(PATIENCE_MILLIS).getBody(byte[].class).length;
    }
}
