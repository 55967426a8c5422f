package io.amqpjms.jms.internal;

import io.amqpjms.mapping.message.JmsBytesMessage;
import io.amqpjms.mapping.message.JmsMapMessage;
import io.amqpjms.mapping.message.JmsObjectMessage;
import io.amqpjms.mapping.message.JmsPlainMessage;
import io.amqpjms.mapping.message.JmsStreamMessage;
import io.amqpjms.mapping.message.JmsTextMessage;
import io.amqpjms.mapping.message.MessageSettings;
import jakarta.jms.JMSException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Makes the messages that an application fills and sends. Immutable, for any thread. */
record MessageFactory(MessageSettings settings) {
    JmsPlainMessage plain() {
        return new JmsPlainMessage(settings);
    }

    JmsTextMessage text() {
        return new JmsTextMessage(settings);
    }

    JmsTextMessage text(@Nullable String text) throws JMSException {
        JmsTextMessage message = text();
        message.setText(text);
        return message;
    }

    JmsBytesMessage bytes() {
        return new JmsBytesMessage(settings);
    }

    JmsMapMessage map() {
        return new JmsMapMessage(settings);
    }

    JmsStreamMessage stream() {
        return new JmsStreamMessage(settings);
    }

    JmsObjectMessage object() {
        return new JmsObjectMessage(settings);
    }

    JmsObjectMessage object(@Nullable Serializable object) throws JMSException {
        JmsObjectMessage message = object();
        if (object != null) {
            message.setObject(object);
        }
        return message;
    }
}
