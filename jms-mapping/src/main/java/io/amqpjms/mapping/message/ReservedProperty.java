package io.amqpjms.mapping.message;

import io.amqpjms.engine.message.Binary;
import io.amqpjms.mapping.Conversions;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The property names that stand for something other than an application property: JMSX ones (JMS 3.1 §3.5.9) and ours,
 * which begin with {@code JMS_AMQP_} (JMS 3.1 §3.5.10). A value of null means that the message has none.
 */
enum ReservedProperty {
    GROUP_ID("JMSXGroupID") {
        @Override
        @Nullable
        Object get(JmsMessage message) {
            return message.headers().rare.groupId();
        }

        @Override
        void set(JmsMessage message, @Nullable Object value) throws JMSException {
            message.headers().rare = message.headers().rare.withGroupId(Conversions.toText(value, propertyName()));
        }
    },

    GROUP_SEQUENCE("JMSXGroupSeq") {
        @Override
        @Nullable
        Object get(JmsMessage message) {
            Long sequence = message.headers().rare.groupSequence();
            if (sequence != null && sequence <= Integer.MAX_VALUE) {
                return sequence.intValue();
            }
            return sequence;
        }

        @Override
        void set(JmsMessage message, @Nullable Object value) throws JMSException {
            message.headers().rare =
                    message.headers().rare.withGroupSequence(value == null ? null : unsignedInt(value));
        }
    },

    /** Shown as the provider has it; what an application sets is seen on its own message alone. */
    USER_ID("JMSXUserID") {
        @Override
        @Nullable
        Object get(JmsMessage message) {
            Object local = message.properties().local(this);
            Binary sent = message.headers().rare.userId();
            return local == null && sent != null ? new String(sent.toByteArray(), StandardCharsets.UTF_8) : local;
        }

        @Override
        void set(JmsMessage message, @Nullable Object value) throws JMSException {
            message.properties().local(this, Conversions.toText(value, propertyName()));
        }

        @Override
        void clear(JmsMessage message) {
            message.headers().rare = message.headers().rare.withUserId(null);
        }
    },

    /** Shown on received messages; what an application sets is seen on its own message alone. */
    DELIVERY_COUNT("JMSXDeliveryCount") {
        @Override
        @Nullable
        Object get(JmsMessage message) {
            MessageProperties properties = message.properties();
            if (message.isReceived() && !properties.cleared()) {
                return (int) Math.min(message.deliveryCount() + 1, Integer.MAX_VALUE);
            }
            return properties.local(this);
        }

        @Override
        void set(JmsMessage message, @Nullable Object value) throws JMSException {
            message.properties().local(this, value == null ? null : Conversions.toInt(value, propertyName()));
        }

        @Override
        void clear(JmsMessage message) {}
    },

    /** The header's ttl in ms where it shall differ from the producer's. */
    TTL("JMS_AMQP_TTL") {
        @Override
        @Nullable
        Object get(JmsMessage message) {
            return message.headers().rare.ownTtl();
        }

        @Override
        void set(JmsMessage message, @Nullable Object value) throws JMSException {
            message.headers().rare = message.headers().rare.withOwnTtl(value == null ? null : unsignedInt(value));
        }
    },

    REPLY_TO_GROUP_ID("JMS_AMQP_REPLY_TO_GROUP_ID") {
        @Override
        @Nullable
        Object get(JmsMessage message) {
            return message.headers().rare.replyToGroupId();
        }

        @Override
        void set(JmsMessage message, @Nullable Object value) throws JMSException {
            message.headers().rare =
                    message.headers().rare.withReplyToGroupId(Conversions.toText(value, propertyName()));
        }
    },

    /** Whether the body of an object message is an AMQP value instead of a serialized Java object. */
    TYPED_ENCODING("JMS_AMQP_TYPED_ENCODING") {
        @Override
        @Nullable
        Object get(JmsMessage message) {
            boolean typed = message instanceof JmsObjectMessage object && object.isTyped();
            return typed ? true : null;
        }

        @Override
        void set(JmsMessage message, @Nullable Object value) throws JMSException {
            if (!(message instanceof JmsObjectMessage object)) {
                throw new MessageFormatException(
                        propertyName() + " says how an ObjectMessage is encoded, and this is none");
            }
            object.typed(Conversions.toBoolean(value, propertyName()));
        }

        @Override
        void clear(JmsMessage message) {
            if (message instanceof JmsObjectMessage object) {
                object.forgetTyped();
            }
        }
    },

    /** How the delivery shall be settled: 1 accepted, 2 rejected, 3 released, 4 and 5 modified. */
    ACKNOWLEDGE_TYPE("JMS_AMQP_ACK_TYPE") {
        @Override
        @Nullable
        Object get(JmsMessage message) {
            return message.properties().local(this);
        }

        @Override
        void set(JmsMessage message, @Nullable Object value) throws JMSException {
            if (!message.isReceived()) {
                throw new IllegalStateException(propertyName() + " can be set on a received message only");
            }
            int type = Conversions.toInt(value, propertyName());
            if (type < 1 || type > 5) {
                throw new MessageFormatException(propertyName() + " is one of 1 to 5, not " + type);
            }
            message.properties().local(this, type);
        }

        @Override
        boolean alwaysWriteable() {
            return true;
        }

        @Override
        void clear(JmsMessage message) {}
    };

    private static final long LARGEST_UINT = 0xFFFF_FFFFL;
    private static final Map<String, ReservedProperty> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(ReservedProperty::propertyName, Function.identity()));

    private final String propertyName;

    ReservedProperty(String propertyName) {
        this.propertyName = propertyName;
    }

    static @Nullable ReservedProperty of(String name) {
        return name.startsWith("JMS") ? BY_NAME.get(name) : null;
    }

    String propertyName() {
        return propertyName;
    }

    abstract @Nullable Object get(JmsMessage message);

    abstract void set(JmsMessage message, @Nullable Object value) throws JMSException;

    boolean alwaysWriteable() {
        return false;
    }

    void clear(JmsMessage message) {
        try {
            set(message, null);
        } catch (JMSException e) {
            throw new AssertionError(propertyName + " can always be cleared", e);
        }
    }

    long unsignedInt(Object value) throws MessageFormatException {
        long number = Conversions.toLong(value, propertyName);
        if (number < 0 || number > LARGEST_UINT) {
            throw new MessageFormatException(
                    propertyName + " is one of 0 to " + LARGEST_UINT + ", not " + number + ": AMQP has it as uint");
        }
        return number;
    }
}
