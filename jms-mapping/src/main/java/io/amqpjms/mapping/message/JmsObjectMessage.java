package io.amqpjms.mapping.message;

import io.amqpjms.engine.message.AmqpWriter;
import io.amqpjms.engine.message.Body;
import io.amqpjms.engine.message.EncodedMessage;
import io.amqpjms.engine.message.Section;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.mapping.TypedValues;
import io.amqpjms.mapping.ValueMapping;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ObjectMessage;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message whose body is one object: serialized by Java, or as a value of AMQP's types when the property
 * {@code JMS_AMQP_TYPED_ENCODING} is true. One thread at a time.
 */
public final class JmsObjectMessage extends JmsMessage implements ObjectMessage {

    /** A serialized null. */
    private static final byte[] NULL = {(byte) 0xAC, (byte) 0xED, 0, 5, 0x70};

    private byte[] serialized = NULL;
    private boolean ownObject = true;
    private @Nullable Object value;
    /** Whether the body is a value of AMQP's types. */
    private boolean typed;
    /** Whether the next object becomes one: the property, which is cleared with the others. */
    private boolean typedProperty;

    public JmsObjectMessage(MessageSettings settings) {
        super(settings);
    }

    JmsObjectMessage(EncodedMessage encoded, Headers headers, MessageSettings settings) {
        super(encoded, headers, settings);
        typed = !ContentType.SERIALIZED_OBJECT.equals(headers().contentType) || encoded.bodyKind() > Section.DATA;
        typedProperty = typed;
    }

    private JmsObjectMessage(JmsObjectMessage original) {
        super(original);
        serialized = original.serialized;
        ownObject = original.ownObject;
        value = original.value;
        typed = original.typed;
        typedProperty = original.typedProperty;
    }

    @Override
    MessageType type() {
        return MessageType.OBJECT;
    }

    @Override
    @Nullable
    Symbol contentType() {
        return typed ? null : ContentType.SERIALIZED_OBJECT;
    }

    @Override
    void readBody(EncodedMessage encoded) {
        Body body = encoded.body();
        if (body instanceof Body.Data data) {
            serialized = data.joined();
            ownObject = false;
        } else if (body instanceof Body.Value found) {
            value = found.value();
        } else if (body instanceof Body.Sequences sequences) {
            List<@Nullable Object> items = new ArrayList<>();
            sequences.sections().forEach(items::addAll);
            value = items;
        }
    }

    @Override
    void emptyBody() {
        serialized = NULL;
        ownObject = true;
        value = null;
        typed = typedProperty;
    }

    @Override
    @Nullable
    Object body() throws JMSException {
        return getObject();
    }

    /** An object that cannot be read here is of no type (the Javadoc of JMS has it so). */
    @Override
    @SuppressWarnings("rawtypes")
    public boolean isBodyAssignableTo(Class type) throws JMSException {
        try {
            return super.isBodyAssignableTo(type);
        } catch (MessageFormatException unreadable) {
            return false;
        }
    }

    @Override
    void writeBody(AmqpWriter out) {
        if (typed) {
            Sections.writeValue(out, value);
        } else {
            Sections.writeData(out, serialized, 0, serialized.length);
        }
    }

    @Override
    public JmsObjectMessage copy() {
        return new JmsObjectMessage(this);
    }

    /** What the property says; a body that is there may be of the other form after the properties were cleared. */
    boolean isTyped() {
        return typedProperty;
    }

    /** Turns the object that is there, if any, into this form. */
    void typed(boolean wanted) throws JMSException {
        if (wanted != typed) {
            requireBodyWriteable();
            Serializable object = getObject();
            if (wanted) {
                holdValue(object);
            } else {
                holdSerialized(object);
            }
        }
        typedProperty = wanted;
    }

    /** The property goes; the body stays readable as it is. */
    void forgetTyped() {
        typedProperty = false;
    }

    @Override
    public @Nullable Serializable getObject() throws JMSException {
        openBody();
        if (typed) {
            return (Serializable) ValueMapping.toJava(value);
        }
        return ownObject
                ? ObjectSerialization.readOwn(serialized)
                : ObjectSerialization.readForeign(serialized, settings().deserialization());
    }

    @Override
    public void setObject(@Nullable Serializable object) throws JMSException {
        requireBodyWriteable();
        if (typedProperty) {
            holdValue(object);
        } else {
            holdSerialized(object);
        }
    }

    private void holdValue(@Nullable Serializable object) throws JMSException {
        value = TypedValues.ofObject(object);
        typed = true;
    }

    private void holdSerialized(@Nullable Serializable object) throws JMSException {
        serialized = object == null ? NULL : ObjectSerialization.write(object);
        ownObject = true;
        typed = false;
    }
}
