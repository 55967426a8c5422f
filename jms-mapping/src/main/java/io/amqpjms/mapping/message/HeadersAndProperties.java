package io.amqpjms.mapping.message;

import io.amqpjms.engine.message.Binary;
import io.amqpjms.mapping.Conversions;
import io.amqpjms.mapping.JmsDestination;
import io.amqpjms.mapping.MessageIds;
import io.amqpjms.mapping.TypedValues;
import io.amqpjms.mapping.ValueMapping;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** The headers (JMS 3.1 §3.4) and properties (JMS 3.1 §3.5) of a message as its application sees them. One thread at a time. */
abstract sealed class HeadersAndProperties implements Message permits JmsMessage {

    abstract Headers headers();

    abstract MessageProperties properties();

    @Override
    public final @Nullable String getJMSMessageID() {
        return MessageIds.toMessageId(headers().messageId);
    }

    @Override
    public final void setJMSMessageID(@Nullable String id) throws JMSException {
        headers().messageId = MessageIds.fromJms(id);
    }

    @Override
    public final long getJMSTimestamp() {
        return headers().creationTime;
    }

    @Override
    public final void setJMSTimestamp(long timestamp) {
        headers().creationTime = timestamp;
    }

    @Override
    public final @Nullable String getJMSCorrelationID() {
        return MessageIds.toCorrelationId(headers().correlationId);
    }

    @Override
    public final void setJMSCorrelationID(@Nullable String id) throws JMSException {
        headers().correlationId = MessageIds.fromJms(id);
    }

    @Override
    public final byte @Nullable [] getJMSCorrelationIDAsBytes() throws JMSException {
        return MessageIds.bytes(headers().correlationId);
    }

    @Override
    public final void setJMSCorrelationIDAsBytes(byte @Nullable [] id) {
        headers().correlationId = id == null ? null : Binary.of(id.clone());
    }

    @Override
    public final @Nullable Destination getJMSReplyTo() {
        return headers().replyTo;
    }

    @Override
    public final void setJMSReplyTo(@Nullable Destination replyTo) throws JMSException {
        headers().replyTo = replyTo == null ? null : JmsDestination.of(replyTo);
    }

    @Override
    public final @Nullable Destination getJMSDestination() {
        return headers().destination;
    }

    @Override
    public final void setJMSDestination(@Nullable Destination destination) throws JMSException {
        headers().destination = destination == null ? null : JmsDestination.of(destination);
    }

    @Override
    public final int getJMSDeliveryMode() {
        return headers().durable ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT;
    }

    @Override
    public final void setJMSDeliveryMode(int mode) throws JMSException {
        if (mode != DeliveryMode.PERSISTENT && mode != DeliveryMode.NON_PERSISTENT) {
            throw new JMSException("Delivery mode " + mode + " is neither PERSISTENT (2) nor NON_PERSISTENT (1)");
        }
        headers().durable = mode == DeliveryMode.PERSISTENT;
    }

    @Override
    public final boolean getJMSRedelivered() {
        return headers().deliveryCount > 0;
    }

    @Override
    public final void setJMSRedelivered(boolean redelivered) {
        headers().deliveryCount = redelivered ? Math.max(1, headers().deliveryCount) : 0;
    }

    @Override
    public final @Nullable String getJMSType() {
        return headers().subject;
    }

    @Override
    public final void setJMSType(@Nullable String type) {
        headers().subject = type;
    }

    @Override
    public final long getJMSExpiration() {
        return headers().expiration;
    }

    @Override
    public final void setJMSExpiration(long expiration) {
        headers().expiration = expiration;
    }

    @Override
    public final long getJMSDeliveryTime() {
        Headers known = headers();
        long delivery = known.rare.deliveryTime();
        return delivery == 0 ? known.creationTime : delivery;
    }

    @Override
    public final void setJMSDeliveryTime(long deliveryTime) {
        headers().rare = headers().rare.withDeliveryTime(deliveryTime);
    }

    @Override
    public final int getJMSPriority() {
        return headers().priority;
    }

    @Override
    public final void setJMSPriority(int priority) throws JMSException {
        if (priority < 0 || priority > 9) {
            throw new JMSException("Priority " + priority + " is not one of 0 to 9");
        }
        headers().priority = (byte) priority;
    }

    @Override
    public final boolean propertyExists(String name) throws JMSException {
        return properties().exists(name);
    }

    @Override
    public final boolean getBooleanProperty(String name) throws JMSException {
        return Conversions.toBoolean(properties().get(name), name);
    }

    @Override
    public final byte getByteProperty(String name) throws JMSException {
        return Conversions.toByte(properties().get(name), name);
    }

    @Override
    public final short getShortProperty(String name) throws JMSException {
        return Conversions.toShort(properties().get(name), name);
    }

    @Override
    public final int getIntProperty(String name) throws JMSException {
        return Conversions.toInt(properties().get(name), name);
    }

    @Override
    public final long getLongProperty(String name) throws JMSException {
        return Conversions.toLong(properties().get(name), name);
    }

    @Override
    public final float getFloatProperty(String name) throws JMSException {
        return Conversions.toFloat(properties().get(name), name);
    }

    @Override
    public final double getDoubleProperty(String name) throws JMSException {
        return Conversions.toDouble(properties().get(name), name);
    }

    @Override
    public final @Nullable String getStringProperty(String name) throws JMSException {
        return ValueMapping.textOf(ValueMapping.toProperty(properties().get(name)));
    }

    @Override
    public final @Nullable Object getObjectProperty(String name) throws JMSException {
        return ValueMapping.toProperty(properties().get(name));
    }

    @Override
    public final Enumeration<String> getPropertyNames() throws JMSException {
        return Collections.enumeration(properties().names());
    }

    @Override
    public final void setBooleanProperty(String name, boolean value) throws JMSException {
        properties().set(name, value);
    }

    @Override
    public final void setByteProperty(String name, byte value) throws JMSException {
        properties().set(name, value);
    }

    @Override
    public final void setShortProperty(String name, short value) throws JMSException {
        properties().set(name, value);
    }

    @Override
    public final void setIntProperty(String name, int value) throws JMSException {
        properties().set(name, value);
    }

    @Override
    public final void setLongProperty(String name, long value) throws JMSException {
        properties().set(name, value);
    }

    @Override
    public final void setFloatProperty(String name, float value) throws JMSException {
        properties().set(name, value);
    }

    @Override
    public final void setDoubleProperty(String name, double value) throws JMSException {
        properties().set(name, value);
    }

    @Override
    public final void setStringProperty(String name, @Nullable String value) throws JMSException {
        properties().set(name, value);
    }

    @Override
    public final void setObjectProperty(String name, @Nullable Object value) throws JMSException {
        properties().set(name, TypedValues.ofProperty(value, name));
    }
}
