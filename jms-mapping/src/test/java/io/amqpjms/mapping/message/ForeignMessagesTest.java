package io.amqpjms.mapping.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.mapping.AmqpQueue;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Messages of another provider. */
class ForeignMessagesTest {

    private static final MessageSettings SETTINGS = MessageSettings.DEFAULT;

    @Test
    void ownMessageIsTakenAsItIs() throws JMSException {
        JmsTextMessage own = new JmsTextMessage(SETTINGS);

        assertThat(ForeignMessages.adopt(own, SETTINGS)).isSameAs(own);
    }

    @Test
    void textIsCopiedWithHeadersAndProperties() throws JMSException {
        JmsTextMessage hidden = new JmsTextMessage(SETTINGS);
        hidden.setText("hello");
        hidden.setJMSType("type");
        hidden.setJMSCorrelationID("c");
        hidden.setJMSReplyTo(new AmqpQueue("reply"));
        hidden.setIntProperty("a", 1);
        hidden.setStringProperty("JMSXGroupID", "g");
        hidden.setStringProperty("JMSXUserID", "u");

        JmsMessage copy = ForeignMessages.adopt(foreign(TextMessage.class, hidden), SETTINGS);

        assertThat(copy.getBody(String.class)).isEqualTo("hello");
        assertThat(copy.getJMSType()).isEqualTo("type");
        assertThat(copy.getJMSCorrelationID()).isEqualTo("c");
        assertThat(copy.getJMSReplyTo()).isEqualTo(new AmqpQueue("reply"));
        Set<String> names = new TreeSet<>(Collections.list(copy.getPropertyNames()));
        assertThat(names).containsExactly("JMSXGroupID", "a");
    }

    @Test
    void bytesAreCopiedFromTheStart() throws JMSException {
        JmsBytesMessage hidden = new JmsBytesMessage(SETTINGS);
        hidden.writeInt(5);

        JmsMessage copy = ForeignMessages.adopt(foreign(BytesMessage.class, hidden), SETTINGS);

        assertThat(copy.getBody(byte[].class)).containsExactly(0, 0, 0, 5);
    }

    @Test
    void itemsOfMapAndStreamKeepTheirTypes() throws JMSException {
        JmsMapMessage map = new JmsMapMessage(SETTINGS);
        map.setShort("s", (short) 1);
        map.setBytes("b", new byte[] {1});
        JmsStreamMessage stream = new JmsStreamMessage(SETTINGS);
        stream.writeChar('c');
        stream.writeString(null);

        JmsMapMessage mapCopy = (JmsMapMessage) ForeignMessages.adopt(foreign(MapMessage.class, map), SETTINGS);
        JmsStreamMessage streamCopy =
                (JmsStreamMessage) ForeignMessages.adopt(foreign(StreamMessage.class, stream), SETTINGS);
        streamCopy.reset();

        assertThat(mapCopy.getObject("s")).isEqualTo((short) 1);
        assertThat(mapCopy.getBytes("b")).containsExactly(1);
        assertThat(streamCopy.readObject()).isEqualTo('c');
        assertThat(streamCopy.readObject()).isNull();
    }

    @Test
    void objectAndPlainMessagesAreCopied() throws JMSException {
        JmsObjectMessage object = new JmsObjectMessage(SETTINGS);
        object.setObject(42);

        JmsMessage objectCopy = ForeignMessages.adopt(foreign(ObjectMessage.class, object), SETTINGS);
        JmsMessage plainCopy = ForeignMessages.adopt(foreign(Message.class, new JmsPlainMessage(SETTINGS)), SETTINGS);

        assertThat(objectCopy.getBody(Integer.class)).isEqualTo(42);
        assertThat(plainCopy).isInstanceOf(JmsPlainMessage.class);
    }

    @Test
    void senderLearnsWhatTheProducerDecided() throws JMSException {
        JmsTextMessage hidden = new JmsTextMessage(SETTINGS);
        TextMessage foreign = foreign(TextMessage.class, hidden);
        JmsMessage sent = ForeignMessages.adopt(foreign, SETTINGS);
        sent.prepareToSend(new OutgoingHeaders(new AmqpQueue("q"), 1, 7, 10, 30, 20, 15, "ID:1"));

        ForeignMessages.reportSent(sent, foreign);

        assertThat(foreign.getJMSDestination()).isEqualTo(new AmqpQueue("q"));
        assertThat(foreign.getJMSDeliveryMode()).isEqualTo(1);
        assertThat(foreign.getJMSPriority()).isEqualTo(7);
        assertThat(foreign.getJMSTimestamp()).isEqualTo(10);
        assertThat(foreign.getJMSExpiration()).isEqualTo(30);
        assertThat(foreign.getJMSDeliveryTime()).isEqualTo(15);
        assertThat(foreign.getJMSMessageID()).isEqualTo("ID:1");
    }

    /** A message of a class that is none of ours. */
    private static <M extends Message> M foreign(Class<M> type, M hidden) {
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return method.invoke(hidden, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return type.cast(proxy);
    }
}
