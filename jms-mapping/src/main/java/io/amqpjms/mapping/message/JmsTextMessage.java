package io.amqpjms.mapping.message;

import io.amqpjms.engine.message.AmqpWriter;
import io.amqpjms.engine.message.EncodedMessage;
import io.amqpjms.engine.message.Section;
import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** A message whose body is a text, or none. One thread at a time. */
public final class JmsTextMessage extends JmsMessage implements TextMessage {

    private @Nullable String text;

    public JmsTextMessage(MessageSettings settings) {
        super(settings);
    }

    JmsTextMessage(EncodedMessage encoded, Headers headers, MessageSettings settings) {
        super(encoded, headers, settings);
    }

    private JmsTextMessage(JmsTextMessage original) {
        super(original);
        text = original.text;
    }

    @Override
    MessageType type() {
        return MessageType.TEXT;
    }

    @Override
    void readBody(EncodedMessage encoded) {
        text = encoded.bodyText();
        if (encoded.bodyKind() == Section.DATA) {
            Charset charset = ContentType.charset(headers().contentType);
            text = charset == null ? null : ContentType.decode(BodyBytes.of(encoded), charset);
        }
    }

    @Override
    void emptyBody() {
        text = null;
    }

    @Override
    @Nullable
    Object body() throws JMSException {
        return getText();
    }

    @Override
    void writeBody(AmqpWriter out) {
        Sections.writeValue(out, text);
    }

    @Override
    public JmsTextMessage copy() {
        return new JmsTextMessage(this);
    }

    @Override
    public @Nullable String getText() throws JMSException {
        openBody();
        return text;
    }

    @Override
    public void setText(@Nullable String value) throws JMSException {
        requireBodyWriteable();
        text = value;
    }
}
