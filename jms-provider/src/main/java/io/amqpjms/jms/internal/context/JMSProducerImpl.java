package io.amqpjms.jms.internal.context;

import io.amqpjms.mapping.Conversions;
import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A producer of the simplified API: options, properties and headers, laid on each message that goes through the
 * context's anonymous producer; used by one thread at a time. JMS 3.1 §7.1.
 */
final class JMSProducerImpl implements JMSProducer {
    private final Session session;
    private final MessageProducer producer;
    private final ProducerProperties properties = new ProducerProperties();
    private boolean messageIdDisabled;
    private boolean timestampDisabled;
    private int deliveryMode = Message.DEFAULT_DELIVERY_MODE;
    private int priority = Message.DEFAULT_PRIORITY;
    private long timeToLive = Message.DEFAULT_TIME_TO_LIVE;
    private long deliveryDelay = Message.DEFAULT_DELIVERY_DELAY;
    private @Nullable RuntimeCompletion completion;
    private @Nullable String correlationId;
    private byte @Nullable [] correlationIdBytes;
    private @Nullable String type;
    private @Nullable Destination replyTo;

    JMSProducerImpl(Session session, MessageProducer producer) {
        this.session = session;
        this.producer = producer;
    }

    @Override
    public JMSProducer send(Destination destination, Message message) {
        Required.destination(destination, "send");
        Required.message(message);
        RuntimeErrors.run(() -> {
            putHeadersOn(message);
            properties.putOn(message);
            transmit(destination, message);
        });
        return this;
    }

    @Override
    public JMSProducer send(Destination destination, @Nullable String body) {
        return send(destination, RuntimeErrors.call(() -> session.createTextMessage(body)));
    }

    @Override
    public JMSProducer send(Destination destination, @Nullable Map<String, Object> body) {
        return send(destination, RuntimeErrors.call(() -> mapMessage(body)));
    }

    @Override
    public JMSProducer send(Destination destination, byte @Nullable [] body) {
        return send(destination, RuntimeErrors.call(() -> bytesMessage(body)));
    }

    @Override
    public JMSProducer send(Destination destination, @Nullable Serializable body) {
        return send(destination, RuntimeErrors.call(() -> session.createObjectMessage(body)));
    }

    @Override
    public JMSProducer setDisableMessageID(boolean disabled) {
        messageIdDisabled = disabled;
        return this;
    }

    @Override
    public boolean getDisableMessageID() {
        return messageIdDisabled;
    }

    @Override
    public JMSProducer setDisableMessageTimestamp(boolean disabled) {
        timestampDisabled = disabled;
        return this;
    }

    @Override
    public boolean getDisableMessageTimestamp() {
        return timestampDisabled;
    }

    @Override
    public JMSProducer setDeliveryMode(int mode) {
        boolean known = mode == DeliveryMode.PERSISTENT || mode == DeliveryMode.NON_PERSISTENT;
        Required.that(known, "there is no delivery mode " + mode + "; see the constants of DeliveryMode");
        deliveryMode = mode;
        return this;
    }

    @Override
    public int getDeliveryMode() {
        return deliveryMode;
    }

    @Override
    public JMSProducer setPriority(int wanted) {
        Required.that(wanted >= 0 && wanted <= 9, "priority " + wanted + " is not between 0 and 9");
        priority = wanted;
        return this;
    }

    @Override
    public int getPriority() {
        return priority;
    }

    @Override
    public JMSProducer setTimeToLive(long milliseconds) {
        timeToLive = milliseconds;
        return this;
    }

    @Override
    public long getTimeToLive() {
        return timeToLive;
    }

    @Override
    public JMSProducer setDeliveryDelay(long milliseconds) {
        deliveryDelay = milliseconds;
        return this;
    }

    @Override
    public long getDeliveryDelay() {
        return deliveryDelay;
    }

    @Override
    public JMSProducer setAsync(@Nullable CompletionListener listener) {
        completion = listener == null ? null : new RuntimeCompletion(listener);
        return this;
    }

    @Override
    public @Nullable CompletionListener getAsync() {
        return completion == null ? null : completion.listener();
    }

    @Override
    public JMSProducer setProperty(String name, boolean value) {
        return property(name, value);
    }

    @Override
    public JMSProducer setProperty(String name, byte value) {
        return property(name, value);
    }

    @Override
    public JMSProducer setProperty(String name, short value) {
        return property(name, value);
    }

    @Override
    public JMSProducer setProperty(String name, int value) {
        return property(name, value);
    }

    @Override
    public JMSProducer setProperty(String name, long value) {
        return property(name, value);
    }

    @Override
    public JMSProducer setProperty(String name, float value) {
        return property(name, value);
    }

    @Override
    public JMSProducer setProperty(String name, double value) {
        return property(name, value);
    }

    @Override
    public JMSProducer setProperty(String name, @Nullable String value) {
        return property(name, value);
    }

    @Override
    public JMSProducer setProperty(String name, @Nullable Object value) {
        return property(name, value);
    }

    @Override
    public JMSProducer clearProperties() {
        properties.clear();
        return this;
    }

    @Override
    public boolean propertyExists(String name) {
        return properties.has(name);
    }

    @Override
    public boolean getBooleanProperty(String name) {
        return RuntimeErrors.call(() -> properties.read(name, Conversions::toBoolean));
    }

    @Override
    public byte getByteProperty(String name) {
        return RuntimeErrors.call(() -> properties.read(name, Conversions::toByte));
    }

    @Override
    public short getShortProperty(String name) {
        return RuntimeErrors.call(() -> properties.read(name, Conversions::toShort));
    }

    @Override
    public int getIntProperty(String name) {
        return RuntimeErrors.call(() -> properties.read(name, Conversions::toInt));
    }

    @Override
    public long getLongProperty(String name) {
        return RuntimeErrors.call(() -> properties.read(name, Conversions::toLong));
    }

    @Override
    public float getFloatProperty(String name) {
        return RuntimeErrors.call(() -> properties.read(name, Conversions::toFloat));
    }

    @Override
    public double getDoubleProperty(String name) {
        return RuntimeErrors.call(() -> properties.read(name, Conversions::toDouble));
    }

    @Override
    public @Nullable String getStringProperty(String name) {
        try {
            return properties.readText(name);
        } catch (JMSException unreadable) {
            throw RuntimeErrors.of(unreadable);
        }
    }

    @Override
    public @Nullable Object getObjectProperty(String name) {
        return properties.get(name);
    }

    @Override
    public Set<String> getPropertyNames() {
        return properties.names();
    }

    @Override
    public JMSProducer setJMSCorrelationIDAsBytes(byte @Nullable [] id) {
        correlationIdBytes = id == null ? null : id.clone();
        correlationId = null;
        return this;
    }

    @Override
    public byte @Nullable [] getJMSCorrelationIDAsBytes() {
        return correlationIdBytes == null ? null : correlationIdBytes.clone();
    }

    @Override
    public JMSProducer setJMSCorrelationID(@Nullable String id) {
        correlationId = id;
        correlationIdBytes = null;
        return this;
    }

    @Override
    public @Nullable String getJMSCorrelationID() {
        return correlationId;
    }

    @Override
    public JMSProducer setJMSType(@Nullable String wanted) {
        type = wanted;
        return this;
    }

    @Override
    public @Nullable String getJMSType() {
        return type;
    }

    @Override
    public JMSProducer setJMSReplyTo(@Nullable Destination destination) {
        replyTo = destination;
        return this;
    }

    @Override
    public @Nullable Destination getJMSReplyTo() {
        return replyTo;
    }

    private JMSProducer property(String name, @Nullable Object value) {
        RuntimeErrors.run(() -> properties.set(name, value));
        return this;
    }

    private MapMessage mapMessage(@Nullable Map<String, Object> body) throws JMSException {
        MapMessage message = session.createMapMessage();
        if (body != null) {
            for (Map.Entry<String, Object> entry : body.entrySet()) {
                message.setObject(entry.getKey(), entry.getValue());
            }
        }
        return message;
    }

    private BytesMessage bytesMessage(byte @Nullable [] body) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        if (body != null) {
            message.writeBytes(body);
        }
        return message;
    }

    private void putHeadersOn(Message message) throws JMSException {
        if (correlationIdBytes != null) {
            message.setJMSCorrelationIDAsBytes(correlationIdBytes);
        } else if (correlationId != null) {
            message.setJMSCorrelationID(correlationId);
        }
        if (type != null) {
            message.setJMSType(type);
        }
        if (replyTo != null) {
            message.setJMSReplyTo(replyTo);
        }
    }

    /** Other producers of the context send through the same one, so each send sets the options it has no argument for. */
    private void transmit(Destination destination, Message message) throws JMSException {
        producer.setDisableMessageID(messageIdDisabled);
        producer.setDisableMessageTimestamp(timestampDisabled);
        producer.setDeliveryDelay(deliveryDelay);
        if (completion == null) {
            producer.send(destination, message, deliveryMode, priority, timeToLive);
        } else {
            producer.send(destination, message, deliveryMode, priority, timeToLive, completion);
        }
    }
}
