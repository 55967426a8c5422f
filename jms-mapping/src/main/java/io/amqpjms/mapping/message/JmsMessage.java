package io.amqpjms.mapping.message;

import static io.amqpjms.mapping.message.Failures.because;

import io.amqpjms.engine.message.AmqpDecodeException;
import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.message.AmqpWriter;
import io.amqpjms.engine.message.Binary;
import io.amqpjms.engine.message.EncodedMessage;
import io.amqpjms.engine.message.Symbol;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import org.jspecify.annotations.Nullable;

/**
 * A JMS message that lives on the sections of an AMQP message (JMS 3.1 §3). What came from the wire is decoded when it
 * is asked for, and what was not changed is sent on as it came. One thread at a time.
 */
public abstract sealed class JmsMessage extends HeadersAndProperties
        permits JmsPlainMessage, JmsTextMessage, JmsBytesMessage, JmsMapMessage, JmsStreamMessage, JmsObjectMessage {

    private final MessageSettings settings;
    private final Headers headers;
    /** Made when first asked for; most messages have none. */
    private @Nullable MessageProperties properties;

    private final @Nullable EncodedMessage source;
    private @Nullable Acknowledger acknowledger;
    private boolean bodyUnread;
    private boolean bodyFromWire;
    private boolean bodyReadOnly;
    private boolean propertiesReadOnly;

    JmsMessage(MessageSettings settings) {
        this.settings = settings;
        this.headers = new Headers();
        this.source = null;
    }

    /** A message from the wire, whose body and properties are still encoded. */
    JmsMessage(EncodedMessage encoded, Headers headers, MessageSettings settings) {
        this.settings = settings;
        this.headers = headers;
        this.source = encoded;
        this.bodyUnread = true;
        this.bodyFromWire = true;
    }

    JmsMessage(JmsMessage original) {
        this.settings = original.settings;
        this.headers = original.headers.copy();
        this.source = original.source;
        this.properties = original.properties == null ? null : new MessageProperties(this, original.properties);
        this.acknowledger = original.acknowledger;
        this.bodyUnread = original.bodyUnread;
        this.bodyFromWire = original.bodyFromWire;
        this.bodyReadOnly = original.bodyReadOnly;
        this.propertiesReadOnly = original.propertiesReadOnly;
    }

    abstract MessageType type();

    /** The content type that says what the body is, null when the sections say it all. */
    @Nullable
    Symbol contentType() {
        return null;
    }

    /** Takes the body over from the wire. */
    abstract void readBody(EncodedMessage encoded) throws JMSException;

    /** Leaves the body as that of a new message. */
    abstract void emptyBody();

    /** The body for {@code getBody}, null when there is none. */
    abstract @Nullable Object body() throws JMSException;

    /** Whether a body that is there may be had as this type. */
    boolean bodyFits(Object body, Class<?> type) {
        return type.isInstance(body);
    }

    abstract void writeBody(AmqpWriter out) throws JMSException;

    /** The same message again, so that a change of one is not a change of the other. */
    public abstract JmsMessage copy();

    /** What {@link #acknowledge()} shall do. */
    public final void acknowledger(Acknowledger toCall) {
        acknowledger = toCall;
    }

    /** Makes the message what a consumer gets: properties and body are read-only (JMS 3.1 §3.10). */
    public final void markReceived() {
        bodyReadOnly = true;
        propertiesReadOnly = true;
    }

    /** Sets the headers that a producer decides (JMS 3.1 §3.4.11); whatever was there is overwritten. */
    public final void prepareToSend(OutgoingHeaders outgoing) {
        headers().prepareToSend(outgoing);
        if (properties != null) {
            properties.forgetLocal();
        }
    }

    /** The user that JMSXUserID shows, put there by the provider alone. */
    public final void userId(byte @Nullable [] utf8) {
        if (utf8 != null) {
            headers.rare = headers.rare.withUserId(Binary.of(utf8));
        } else if (headers.rare.userId() != null) {
            headers.rare = headers.rare.withUserId(null);
        }
    }

    /** How often delivery was tried before this time. */
    public final long deliveryCount() {
        return headers.deliveryCount;
    }

    /** Counts deliveries that the broker does not know of. */
    public final void redelivered(int extraCount) {
        headers.deliveryCount += extraCount;
    }

    /** What the application wants done with this delivery (JMS_AMQP_ACK_TYPE), 1 to 5; null when it has not said. */
    public final @Nullable Integer acknowledgeType() {
        return properties == null ? null : (Integer) properties.local(ReservedProperty.ACKNOWLEDGE_TYPE);
    }

    /** The AMQP message behind this one, with all its sections and exact types: as it came, or as it would go. */
    public final AmqpMessage amqp() throws JMSException {
        EncodedMessage encoded = source == null ? new EncodedMessage(MessageEncoder.encode(this)) : source;
        try {
            return AmqpMessage.decode(encoded);
        } catch (AmqpDecodeException e) {
            throw because(new MessageFormatException("The AMQP message cannot be read: " + e.getMessage()), e);
        }
    }

    final MessageSettings settings() {
        return settings;
    }

    @Override
    final Headers headers() {
        return headers;
    }

    @Override
    final MessageProperties properties() {
        if (properties == null) {
            properties = new MessageProperties(this);
        }
        return properties;
    }

    /** What came from the wire; null for a message made here. */
    final @Nullable EncodedMessage source() {
        return source;
    }

    /** Whether the body is still the one that came from the wire. */
    final boolean bodyFromWire() {
        return bodyFromWire;
    }

    /** Whether there may be properties: they came from the wire, or somebody has asked for them. */
    final boolean hasProperties() {
        return properties != null || source != null;
    }

    final boolean isReceived() {
        return source != null;
    }

    /** Decodes the body unless that has been done; to be called before any use of it. */
    final void openBody() throws JMSException {
        if (bodyUnread && source != null) {
            try {
                readBody(source);
            } catch (AmqpDecodeException e) {
                throw because(
                        new MessageFormatException("The body of the message cannot be read: " + e.getMessage()), e);
            }
            bodyUnread = false;
        }
    }

    final void requireBodyReadable() throws JMSException {
        if (!bodyReadOnly) {
            throw new MessageNotReadableException(
                    "The body of the message is being written; reset() begins to read what was written");
        }
        openBody();
    }

    final void requireBodyWriteable() throws MessageNotWriteableException {
        if (bodyReadOnly) {
            throw new MessageNotWriteableException(
                    "The body of the message is read-only; clearBody() makes it writeable and empty");
        }
    }

    final void makeBodyReadOnly() {
        bodyReadOnly = true;
    }

    final void requirePropertiesWriteable() throws MessageNotWriteableException {
        if (propertiesReadOnly) {
            throw new MessageNotWriteableException(
                    "The properties of the message are read-only; clearProperties() makes them writeable and empty");
        }
    }

    @Override
    public final void clearBody() {
        bodyUnread = false;
        bodyFromWire = false;
        bodyReadOnly = false;
        emptyBody();
    }

    @Override
    public final void clearProperties() {
        propertiesReadOnly = false;
        properties().clear();
    }

    @Override
    public final void acknowledge() throws JMSException {
        if (acknowledger != null) {
            acknowledger.acknowledge();
        }
    }

    @Override
    public final <T> @Nullable T getBody(Class<T> type) throws JMSException {
        Object body = body();
        if (body == null) {
            return null;
        }
        if (!bodyFits(body, type)) {
            throw new MessageFormatException("The body of the " + getClass().getSimpleName() + " is "
                    + body.getClass().getName() + ", not " + type.getName());
        }
        return type.cast(body);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public boolean isBodyAssignableTo(Class type) throws JMSException {
        Object body = body();
        return body == null || bodyFits(body, type);
    }
}
