package io.amqpjms.mapping.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.message.Binary;
import io.amqpjms.engine.message.DecodeLimits;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.engine.message.UnsignedByte;
import io.amqpjms.engine.message.UnsignedInt;
import io.amqpjms.engine.message.UnsignedLong;
import io.amqpjms.mapping.AddressPrefixes;
import io.amqpjms.mapping.AmqpQueue;
import io.amqpjms.mapping.AmqpTemporaryQueue;
import io.amqpjms.mapping.AmqpTopic;
import io.amqpjms.mapping.DestinationKind;
import io.amqpjms.mapping.JmsDestination;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** JMS headers and the AMQP fields they live in. */
class MessageHeadersTest {

    private static final long ARRIVED = 1_000_000;
    private static final JmsDestination HERE = new AmqpQueue("here");

    private final JmsTextMessage message = new JmsTextMessage(MessageSettings.DEFAULT);

    @Test
    void producerDecidesAndTheApplicationSeesIt() throws JMSException {
        message.setJMSPriority(9);
        message.setJMSDeliveryMode(DeliveryMode.PERSISTENT);
        message.prepareToSend(new OutgoingHeaders(HERE, DeliveryMode.NON_PERSISTENT, 2, 10, 30, 20, 15, "ID:1"));

        assertThat(message.getJMSDestination()).isEqualTo(HERE);
        assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
        assertThat(message.getJMSPriority()).isEqualTo(2);
        assertThat(message.getJMSTimestamp()).isEqualTo(10);
        assertThat(message.getJMSExpiration()).isEqualTo(30);
        assertThat(message.getJMSDeliveryTime()).isEqualTo(15);
        assertThat(message.getJMSMessageID()).isEqualTo("ID:1");
    }

    @Test
    void headersTravel() throws JMSException {
        message.setJMSType("type");
        message.setJMSCorrelationID("c");
        message.setJMSReplyTo(new AmqpTemporaryQueue("r", null));
        message.prepareToSend(new OutgoingHeaders(
                new AmqpTopic("there"), DeliveryMode.PERSISTENT, 7, 10, 30, 20, 15, new UUID(1, 2)));

        JmsMessage received = decode(MessageEncoder.encode(message));

        assertThat(received.getJMSDestination()).isEqualTo(new AmqpTopic("there"));
        assertThat(received.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
        assertThat(received.getJMSPriority()).isEqualTo(7);
        assertThat(received.getJMSTimestamp()).isEqualTo(10);
        assertThat(received.getJMSExpiration()).isEqualTo(30);
        assertThat(received.getJMSDeliveryTime()).isEqualTo(15);
        assertThat(received.getJMSMessageID()).isEqualTo("ID:AMQP_UUID:" + new UUID(1, 2));
        assertThat(received.getJMSType()).isEqualTo("type");
        assertThat(received.getJMSCorrelationID()).isEqualTo("c");
        assertThat(received.getJMSReplyTo()).isEqualTo(new AmqpTemporaryQueue("r", null));
        assertThat(received.getJMSRedelivered()).isFalse();
    }

    @Test
    void messageThatSaysNothingHasTheDefaults() throws JMSException {
        JmsMessage received = received(amqp -> {});

        assertThat(received.getJMSDestination()).isEqualTo(HERE);
        assertThat(received.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
        assertThat(received.getJMSPriority()).isEqualTo(Message.DEFAULT_PRIORITY);
        assertThat(received.getJMSTimestamp()).isZero();
        assertThat(received.getJMSExpiration()).isZero();
        assertThat(received.getJMSDeliveryTime()).isZero();
        assertThat(received.getJMSMessageID()).isNull();
        assertThat(received.getJMSCorrelationID()).isNull();
        assertThat(received.getJMSReplyTo()).isNull();
        assertThat(received.getJMSType()).isNull();
    }

    @Test
    void messageWithDefaultsHasNoHeaderSection() throws JMSException {
        message.prepareToSend(new OutgoingHeaders(HERE, DeliveryMode.NON_PERSISTENT, 4, 0, 0, 0, 0, null));

        assertThat(message.amqp().header().isDefault()).isTrue();
        assertThat(MessageEncoder.encode(message)).startsWith(0, 0x53, 0x72);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "9,9", "10,9", "255,9"})
    void priorityIsAtMostNine(int sent, int expected) throws JMSException {
        assertThat(received(amqp -> amqp.header().priority(sent)).getJMSPriority())
                .isEqualTo(expected);
    }

    @Test
    void expiryIsTheAbsoluteOneElseCountedFromReceipt() throws JMSException {
        JmsMessage counted = received(amqp -> amqp.header().ttl(UnsignedInt.valueOf(50)));
        JmsMessage absolute = received(amqp -> {
            amqp.header().ttl(UnsignedInt.valueOf(50));
            amqp.properties().absoluteExpiryTime(70);
        });

        assertThat(counted.getJMSExpiration()).isEqualTo(ARRIVED + 50);
        assertThat(absolute.getJMSExpiration()).isEqualTo(70);
    }

    @Test
    void expiryOfZeroIsNoneAndLeavesTheTtl() throws JMSException {
        JmsMessage counted = received(amqp -> {
            amqp.header().ttl(UnsignedInt.valueOf(50));
            amqp.properties().absoluteExpiryTime(0);
        });

        assertThat(counted.getJMSExpiration()).isEqualTo(ARRIVED + 50);
    }

    @Test
    void ttlBeyondUintIsLeftOut() throws JMSException {
        message.prepareToSend(new OutgoingHeaders(HERE, 2, 4, 0, 99, 1L << 32, 0, null));

        assertThat(message.amqp().header().ttl()).isNull();
        assertThat(message.amqp().properties().absoluteExpiryTime()).isEqualTo(99);
    }

    @Test
    void deliveryCountSaysWhetherItIsDeliveredAgain() throws JMSException {
        JmsMessage received = received(amqp -> amqp.header().deliveryCount(2));

        assertThat(received.getJMSRedelivered()).isTrue();
        assertThat(received.getIntProperty("JMSXDeliveryCount")).isEqualTo(3);
        received.redelivered(1);
        assertThat(received.deliveryCount()).isEqualTo(3);
        assertThat(received.getIntProperty("JMSXDeliveryCount")).isEqualTo(4);
        received.setJMSRedelivered(false);
        assertThat(received.deliveryCount()).isZero();
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of((byte) 1, DestinationKind.TOPIC),
                Arguments.of(3L, DestinationKind.TEMPORARY_TOPIC),
                Arguments.of(UnsignedByte.valueOf(2), DestinationKind.TEMPORARY_QUEUE),
                Arguments.of("topic", DestinationKind.TOPIC),
                Arguments.of(Symbol.of("queue,temporary"), DestinationKind.TEMPORARY_QUEUE),
                Arguments.of((byte) 9, DestinationKind.QUEUE),
                Arguments.of(1.5, DestinationKind.QUEUE));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void kindIsTheAnnotatedOneElseThatOfTheConsumer(Object annotation, DestinationKind kind) throws JMSException {
        JmsMessage received = received(amqp -> {
            amqp.properties().to("to").replyTo("reply");
            amqp.messageAnnotations().put(Symbol.of("x-opt-jms-dest"), annotation);
            amqp.messageAnnotations().put(Symbol.of("x-opt-jms-reply-to"), annotation);
        });

        assertThat(received.getJMSDestination()).isEqualTo(JmsDestination.of(kind, "to"));
        assertThat(received.getJMSReplyTo()).isEqualTo(JmsDestination.of(kind, "reply"));
    }

    @Test
    void annotationsOfOldAreStillUnderstood() throws JMSException {
        JmsMessage received = received(amqp -> {
            amqp.properties().to("to").replyTo("reply");
            amqp.messageAnnotations().put(Symbol.of("x-opt-to-type"), "topic,temporary");
            amqp.messageAnnotations().put(Symbol.of("x-opt-reply-type"), "topic");
        });

        assertThat(received.getJMSDestination()).isEqualTo(JmsDestination.of(DestinationKind.TEMPORARY_TOPIC, "to"));
        assertThat(received.getJMSReplyTo()).isEqualTo(new AmqpTopic("reply"));
    }

    @Test
    void prefixesStandInAddressesAlone() throws JMSException {
        AddressPrefixes prefixes = AddressPrefixes.of("queue://", "topic://");
        message.setJMSReplyTo(new AmqpTopic("reply"));
        message.prepareToSend(new OutgoingHeaders(HERE, 2, 4, 0, 0, 0, 0, null));

        byte[] encoded = MessageEncoder.encode(message, prefixes);
        DecodeContext context = new DecodeContext(HERE, prefixes, MessageSettings.DEFAULT, DecodeLimits.DEFAULT);
        JmsMessage received = new MessageDecoder(context).decode(encoded, 0, encoded.length, 0);

        assertThat(received.amqp().properties().to()).isEqualTo("queue://here");
        assertThat(received.getJMSDestination()).isEqualTo(HERE);
        assertThat(received.amqp().properties().replyTo()).isEqualTo("topic://reply");
        assertThat(received.getJMSReplyTo()).isEqualTo(new AmqpTopic("reply"));
    }

    @Test
    void deliveryTimeIsReadInEitherTypeElseItIsTheTimestamp() throws JMSException {
        assertThat(withDeliveryTime(77L).getJMSDeliveryTime()).isEqualTo(77);
        assertThat(withDeliveryTime(Instant.ofEpochMilli(78)).getJMSDeliveryTime())
                .isEqualTo(78);
        assertThat(withDeliveryTime("soon").getJMSDeliveryTime()).isEqualTo(5);
    }

    private static JmsMessage withDeliveryTime(Object value) throws JMSException {
        return received(amqp -> {
            amqp.properties().creationTime(5);
            amqp.messageAnnotations().put(Symbol.of("x-opt-delivery-time"), value);
        });
    }

    @Test
    void correlationIdMayBeBytes() throws JMSException {
        message.setJMSCorrelationIDAsBytes(new byte[] {1, (byte) 0xff});

        assertThat(message.getJMSCorrelationIDAsBytes()).containsExactly(1, 0xff);
        assertThat(message.getJMSCorrelationID()).isEqualTo("ID:AMQP_BINARY:01FF");
        assertThat(message.amqp().properties().correlationId()).isEqualTo(Binary.of(new byte[] {1, (byte) 0xff}));
        message.setJMSCorrelationID("ID:AMQP_ULONG:5");
        assertThat(message.amqp().properties().correlationId()).isEqualTo(UnsignedLong.valueOf(5L));
    }

    @Test
    void headersMayBeChangedAfterReceipt() throws JMSException {
        JmsMessage received =
                received(amqp -> amqp.properties().correlationId("old").subject("s"));
        received.setJMSCorrelationID("new");
        received.setJMSReplyTo(new AmqpTopic("t"));
        received.prepareToSend(new OutgoingHeaders(HERE, 2, 4, 0, 0, 0, 0, null));

        JmsMessage again = decode(MessageEncoder.encode(received));

        assertThat(again.getJMSCorrelationID()).isEqualTo("new");
        assertThat(again.getJMSReplyTo()).isEqualTo(new AmqpTopic("t"));
        assertThat(again.getJMSType()).isEqualTo("s");
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> message.setJMSPriority(10)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> message.setJMSDeliveryMode(0)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> message.setJMSCorrelationID("ID:AMQP_ULONG:x")).isInstanceOf(JMSException.class);
    }

    @Test
    void acknowledgeAsksWhoeverIsSet() throws JMSException {
        int[] calls = {0};
        message.acknowledge();
        message.acknowledger(() -> calls[0]++);

        message.acknowledge();

        assertThat(calls[0]).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(DestinationKind.class)
    void everyKindOfDestinationTravels(DestinationKind kind) throws JMSException {
        JmsDestination destination = JmsDestination.of(kind, "d");
        message.setJMSReplyTo(destination);
        message.prepareToSend(new OutgoingHeaders(destination, 2, 4, 0, 0, 0, 0, null));

        JmsMessage received = decode(MessageEncoder.encode(message));

        assertThat(received.getJMSDestination()).isEqualTo(destination);
        assertThat(received.getJMSReplyTo()).isEqualTo(destination);
    }

    private static JmsMessage received(Consumer<AmqpMessage> change) throws JMSException {
        AmqpMessage amqp = AmqpMessage.of("body");
        change.accept(amqp);
        return decode(amqp.encode());
    }

    private static JmsMessage decode(byte[] encoded) throws JMSException {
        DecodeContext context =
                new DecodeContext(HERE, AddressPrefixes.NONE, MessageSettings.DEFAULT, DecodeLimits.DEFAULT);
        JmsMessage received = new MessageDecoder(context).decode(encoded, 0, encoded.length, ARRIVED);
        received.markReceived();
        return received;
    }
}
