package io.amqpjms.mapping.message;

import io.amqpjms.engine.message.AmqpWriter;
import io.amqpjms.engine.message.EncodedMessage;
import org.jspecify.annotations.Nullable;

/** A message without a body. One thread at a time. */
public final class JmsPlainMessage extends JmsMessage {

    public JmsPlainMessage(MessageSettings settings) {
        super(settings);
    }

    JmsPlainMessage(EncodedMessage encoded, Headers headers, MessageSettings settings) {
        super(encoded, headers, settings);
    }

    private JmsPlainMessage(JmsPlainMessage original) {
        super(original);
    }

    @Override
    MessageType type() {
        return MessageType.MESSAGE;
    }

    @Override
    void readBody(EncodedMessage encoded) {}

    @Override
    void emptyBody() {}

    @Override
    @Nullable
    Object body() {
        return null;
    }

    /** AMQP wants a body section in every message. */
    @Override
    void writeBody(AmqpWriter out) {
        Sections.writeValue(out, null);
    }

    @Override
    public JmsPlainMessage copy() {
        return new JmsPlainMessage(this);
    }
}
