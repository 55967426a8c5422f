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
    private boolean typed;

    public JmsObjectMessage(MessageSettings settings) {
        super(settings);
    }

    JmsObjectMessage(Received received) {
        super(received);
        typed = !ContentType.SERIALIZED_OBJECT.equals(headers().contentType)
                || received.encoded().bodyKind() > Section.DATA;
    }

    private JmsObjectMessage(JmsObjectMessage original) {
        super(original);
        serialized = original.serialized;
        ownObject = original.ownObject;
        value = original.value;
        typed = original.typed;
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

    /** Whether the body is a value of AMQP's types. */
    boolean isTyped() {
        return typed;
    }

    /** Turns the object that is there, if any, into the other form. */
    void typed(boolean wanted) throws JMSException {
        if (wanted != typed) {
            requireBodyWriteable();
            Serializable object = getObject();
            typed = wanted;
            setObject(object);
        }
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
        if (typed) {
            value = TypedValues.ofObject(object);
        } else {
            serialized = object == null ? NULL : ObjectSerialization.write(object);
            ownObject = true;
        }
    }
}
