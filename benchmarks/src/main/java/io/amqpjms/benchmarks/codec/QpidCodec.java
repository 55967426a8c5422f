package io.amqpjms.benchmarks.codec;

import io.netty.buffer.ByteBuf;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.net.URI;
import org.apache.qpid.jms.JmsDestination;
import org.apache.qpid.jms.JmsQueue;
import org.apache.qpid.jms.message.JmsMessage;
import org.apache.qpid.jms.message.JmsMessageFactory;
import org.apache.qpid.jms.meta.JmsConnectionId;
import org.apache.qpid.jms.meta.JmsConnectionInfo;
import org.apache.qpid.jms.meta.JmsConsumerId;
import org.apache.qpid.jms.meta.JmsConsumerInfo;
import org.apache.qpid.jms.meta.JmsSessionId;
import org.apache.qpid.jms.provider.amqp.AmqpConnection;
import org.apache.qpid.jms.provider.amqp.AmqpConsumer;
import org.apache.qpid.jms.provider.amqp.AmqpProvider;
import org.apache.qpid.jms.provider.amqp.message.AmqpCodec;
import org.apache.qpid.jms.provider.amqp.message.AmqpJmsMessageFacade;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.codec.ReadableBuffer;
import org.apache.qpid.proton.engine.Receiver;

/** The messages of Apache Qpid JMS, with as much of a connection around them as they ask for. */
final class QpidCodec implements Codec {
    private static final JmsConnectionId CONNECTION = new JmsConnectionId("connection");
    private static final JmsDestination QUEUE = new JmsQueue(Headers.QUEUE);

    private final Consumer consumer;
    private final JmsMessage message;
    private final AmqpJmsMessageFacade facade;

    QpidCodec(Sample sample) throws JMSException {
        AmqpConnection connection = connection();
        consumer = new Consumer(connection);
        JmsMessageFactory factory = connection.getAmqpMessageFactory();
        message = switch (sample) {
            case TEXT_100, TEXT_1K -> factory.createTextMessage();
            case BYTES_1K -> factory.createBytesMessage();
            case MAP_10 -> factory.createMapMessage();
        };
        sample.fill(message);
        message.setJMSDestination(QUEUE);
        message.setJMSMessageID(Headers.MESSAGE_ID);
        message.setJMSTimestamp(Headers.TIMESTAMP);
        facade = (AmqpJmsMessageFacade) message.getFacade();
        facade.setPersistent(true);
        message.onSend(0);
    }

    private static AmqpConnection connection() {
        try {
            return new AmqpConnection(
                    new AmqpProvider(URI.create("amqp://localhost"), null, null),
                    new JmsConnectionInfo(CONNECTION),
                    Proton.connection());
        } catch (Exception e) {
            throw new IllegalStateException("Qpid JMS makes no connection for its messages: " + e.getMessage(), e);
        }
    }

    @Override
    public Object encode() {
        return AmqpCodec.encodeMessage(facade);
    }

    @Override
    public byte[] encoded() {
        ByteBuf buffer = AmqpCodec.encodeMessage(facade);
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }

    @Override
    public int decode(byte[] encoded) throws JMSException, IOException {
        JmsMessage received = AmqpCodec.decodeMessage(consumer, ReadableBuffer.ByteBufferReader.wrap(encoded))
                .asJmsMessage();
        received.onDispatch();
        return Sample.read(received);
    }

    /** A consumer that no session has. */
    private static final class Consumer extends AmqpConsumer {
        private final AmqpConnection connection;

        Consumer(AmqpConnection connection) {
            super(null, new JmsConsumerInfo(new JmsConsumerId(new JmsSessionId(CONNECTION, 1), 1), null), receiver());
            this.connection = connection;
        }

        private static Receiver receiver() {
            return Proton.connection().session().receiver(Headers.QUEUE);
        }

        @Override
        public AmqpConnection getConnection() {
            return connection;
        }

        @Override
        public JmsDestination getDestination() {
            return QUEUE;
        }
    }
}
