package io.amqpjms.mapping.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.message.AmqpChar;
import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.message.Binary;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.engine.message.UnsignedInt;
import io.amqpjms.mapping.AmqpQueue;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties of a message, those with reserved names and those of other AMQP types included. */
class MessagePropertiesTest {

    private final JmsTextMessage message = new JmsTextMessage(MessageSettings.DEFAULT);

    @Test
    void propertiesOfEveryTypeTravel() throws JMSException {
        message.setBooleanProperty("bool", true);
        message.setByteProperty("byte", (byte) 1);
        message.setShortProperty("short", (short) 2);
        message.setIntProperty("int", 3);
        message.setLongProperty("long", 4);
        message.setFloatProperty("float", 5);
        message.setDoubleProperty("double", 6);
        message.setStringProperty("string", "s");
        message.setObjectProperty("nothing", null);

        JmsMessage received = received(message);

        assertThat(received.getBooleanProperty("bool")).isTrue();
        assertThat(received.getByteProperty("byte")).isEqualTo((byte) 1);
        assertThat(received.getShortProperty("short")).isEqualTo((short) 2);
        assertThat(received.getIntProperty("int")).isEqualTo(3);
        assertThat(received.getLongProperty("long")).isEqualTo(4);
        assertThat(received.getFloatProperty("float")).isEqualTo(5);
        assertThat(received.getDoubleProperty("double")).isEqualTo(6);
        assertThat(received.getStringProperty("string")).isEqualTo("s");
        assertThat(received.propertyExists("nothing")).isTrue();
        assertThat(received.getObjectProperty("nothing")).isNull();
        assertThat(names(received))
                .containsExactly(
                        "bool",
                        "byte",
                        "short",
                        "int",
                        "long",
                        "float",
                        "double",
                        "string",
                        "nothing",
                        "JMSXDeliveryCount");
    }

    @Test
    void newMessageHasNoProperties() throws JMSException {
        message.setJMSCorrelationID("c");

        assertThat(names(message)).isEmpty();
        assertThat(message.propertyExists("x")).isFalse();
        assertThat(message.getStringProperty("x")).isNull();
    }

    static List<Object> refused() {
        return List.of(new Object(), 'c', new byte[1], List.of(), new HashMap<>());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void otherObjectsAreNoProperties(Object value) {
        assertThatThrownBy(() -> message.setObjectProperty("v", value))
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("'v'");
    }

    @ParameterizedTest
    @MethodSource("instants")
    void instantBeyondTheTimestampsOfAmqpIsRefused(Instant value) throws JMSException {
        assertThatThrownBy(() -> message.setObjectProperty("v", value))
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("timestamp");
        assertThat(message.propertyExists("v")).isFalse();
    }

    static List<Instant> instants() {
        return List.of(Instant.MAX, Instant.MIN);
    }

    static List<Object> amqpTypes() {
        return List.of(
                UnsignedInt.valueOf(5), Symbol.of("s"), new AmqpChar(0x1F600), new UUID(1, 2), Binary.of(new byte[] {1
                }));
    }

    @ParameterizedTest
    @MethodSource("amqpTypes")
    void amqpTypeGivenAsSuchTravelsExactly(Object value) throws JMSException {
        message.setObjectProperty("v", value);

        assertThat(received(message).amqp().applicationProperties()).containsEntry("v", value);
    }

    @Test
    void foreignTypesAreReadAsTypesOfJms() throws JMSException {
        JmsMessage received = received(amqp -> {
            amqp.applicationProperties().put("uint", UnsignedInt.valueOf(5));
            amqp.applicationProperties().put("list", List.of(1, "a"));
            amqp.applicationProperties().put("binary", Binary.of(new byte[] {(byte) 0xab}));
        });

        assertThat(received.getIntProperty("uint")).isEqualTo(5);
        assertThat(received.getObjectProperty("uint")).isEqualTo(5L);
        assertThat(received.getStringProperty("list")).isEqualTo("[1, a]");
        assertThat(received.getObjectProperty("binary")).isEqualTo("AB");
    }

    @Test
    void namesThatNoSelectorCouldNameAreReadAllTheSame() throws JMSException {
        JmsMessage received = received(amqp -> {
            amqp.applicationProperties().put("a-b", 1);
            amqp.applicationProperties().put("", 2);
        });

        assertThat(names(received)).contains("a-b", "");
        assertThat(received.getIntProperty("a-b")).isEqualTo(1);
        assertThat(received.getIntProperty("")).isEqualTo(2);
    }

    @Test
    void namesAreCheckedUnlessThatIsSwitchedOff() throws JMSException {
        assertThatThrownBy(() -> message.setIntProperty("a-b", 1)).isInstanceOf(IllegalArgumentException.class);
        MessageSettings lenient =
                new MessageSettings(false, MessageSettings.DEFAULT.deserialization(), LoneSurrogates.REFUSE);
        JmsTextMessage unchecked = new JmsTextMessage(lenient);

        unchecked.setIntProperty("a-b", 1);

        assertThat(unchecked.getIntProperty("a-b")).isEqualTo(1);
        assertThatThrownBy(() -> unchecked.setIntProperty("", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void receivedPropertiesAreReadOnlyUntilCleared() throws JMSException {
        message.setText("body");
        message.setIntProperty("a", 1);
        JmsTextMessage received = (JmsTextMessage) received(message);

        assertThatThrownBy(() -> received.setIntProperty("a", 2)).isInstanceOf(MessageNotWriteableException.class);
        received.clearProperties();
        assertThat(received.getObjectProperty("a")).isNull();
        assertThat(names(received)).isEmpty();
        received.setIntProperty("b", 2);

        assertThat(names(received)).containsExactly("b");
        assertThat(received.getText()).isEqualTo("body");
    }

    @Test
    void groupGoesToItsFields() throws JMSException {
        message.setStringProperty("JMSXGroupID", "g");
        message.setIntProperty("JMSXGroupSeq", 0);

        AmqpMessage amqp = message.amqp();

        assertThat(amqp.properties().groupId()).isEqualTo("g");
        assertThat(amqp.properties().groupSequence()).isEqualTo(UnsignedInt.valueOf(0));
        assertThat(amqp.applicationProperties()).isEmpty();
        assertThat(received(message).getIntProperty("JMSXGroupSeq")).isZero();
        message.setObjectProperty("JMSXGroupID", null);
        message.setObjectProperty("JMSXGroupSeq", null);
        assertThat(names(message)).isEmpty();
    }

    @Test
    void groupSequenceBeyondIntIsReadAsLong() throws JMSException {
        JmsMessage received = received(amqp -> amqp.properties().groupSequence(UnsignedInt.valueOf(1L << 31)));

        assertThat(received.getLongProperty("JMSXGroupSeq")).isEqualTo(1L << 31);
        assertThat(received.getObjectProperty("JMSXGroupSeq")).isEqualTo(1L << 31);
        assertThatThrownBy(() -> received.getIntProperty("JMSXGroupSeq")).isInstanceOf(MessageFormatException.class);
    }

    @Test
    void groupSequenceThatIsAbsentIsNull() throws JMSException {
        assertThat(received(amqp -> {}).getObjectProperty("JMSXGroupSeq")).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1L << 32})
    void whatIsNoUintIsRefused(long number) {
        assertThatThrownBy(() -> message.setLongProperty("JMSXGroupSeq", number))
                .isInstanceOf(MessageFormatException.class);
        assertThatThrownBy(() -> message.setLongProperty("JMS_AMQP_TTL", number))
                .isInstanceOf(MessageFormatException.class);
    }

    @Test
    void ownTtlTakesThePlaceOfTheProducers() throws JMSException {
        message.setLongProperty("JMS_AMQP_TTL", 7);
        message.prepareToSend(new OutgoingHeaders(new AmqpQueue("q"), 2, 4, 0, 500, 100, 0, null));

        AmqpMessage amqp = message.amqp();

        assertThat(amqp.header().ttl()).isEqualTo(UnsignedInt.valueOf(7));
        assertThat(amqp.properties().absoluteExpiryTime()).isEqualTo(500);
    }

    @Test
    void anOwnTtlOfNothingIsNone() throws JMSException {
        message.setLongProperty("JMS_AMQP_TTL", 0);
        message.prepareToSend(new OutgoingHeaders(new AmqpQueue("q"), 2, 4, 0, 0, 0, 0, null));

        assertThat(message.amqp().header().ttl()).isNull();
    }

    @Test
    void replyToGroupIdGoesToItsField() throws JMSException {
        message.setStringProperty("JMS_AMQP_REPLY_TO_GROUP_ID", "r");

        assertThat(message.amqp().properties().replyToGroupId()).isEqualTo("r");
        assertThat(received(message).getStringProperty("JMS_AMQP_REPLY_TO_GROUP_ID"))
                .isEqualTo("r");
    }

    @Test
    void typedEncodingIsForObjectMessages() {
        assertThatThrownBy(() -> message.setBooleanProperty("JMS_AMQP_TYPED_ENCODING", true))
                .isInstanceOf(MessageFormatException.class);
    }

    @Test
    void whatOnlyTheProviderKnowsIsSeenUntilTheMessageIsSent() throws JMSException {
        message.setStringProperty("JMSXUserID", "mallory");
        message.setIntProperty("JMSXDeliveryCount", 3);
        assertThat(message.getStringProperty("JMSXUserID")).isEqualTo("mallory");
        assertThat(message.getIntProperty("JMSXDeliveryCount")).isEqualTo(3);

        message.prepareToSend(new OutgoingHeaders(new AmqpQueue("q"), 2, 4, 0, 0, 0, 0, null));

        assertThat(names(message)).isEmpty();
        assertThat(message.amqp().properties().userId()).isNull();
        message.userId(new byte[] {'u'});
        assertThat(received(message).getStringProperty("JMSXUserID")).isEqualTo("u");
    }

    @Test
    void acknowledgeTypeIsWriteableOnReceivedMessages() throws JMSException {
        assertThatThrownBy(() -> message.setIntProperty("JMS_AMQP_ACK_TYPE", 1))
                .isInstanceOf(IllegalStateException.class);
        JmsMessage received = received(message);
        assertThat(received.acknowledgeType()).isNull();

        received.setIntProperty("JMS_AMQP_ACK_TYPE", 3);

        assertThat(received.acknowledgeType()).isEqualTo(3);
        assertThatThrownBy(() -> received.setIntProperty("JMS_AMQP_ACK_TYPE", 6))
                .isInstanceOf(MessageFormatException.class);
    }

    @Test
    void howAReceivedMessageIsToBeAcknowledgedHoldsAlsoWhenItIsSentOn() throws JMSException {
        JmsMessage received = received(message);
        received.setIntProperty("JMS_AMQP_ACK_TYPE", 2);

        received.prepareToSend(new OutgoingHeaders(new AmqpQueue("q"), 2, 4, 0, 0, 0, 0, null));

        assertThat(received.acknowledgeType()).isEqualTo(2);
    }

    @Test
    void annotationsAreReadByTheirKeys() throws JMSException {
        JmsMessage received = received(amqp -> {
            amqp.messageAnnotations().put(Symbol.of("x-opt-sequence-number"), 7L);
            amqp.messageAnnotations().put(Symbol.of("x-routing-key"), "r");
        });

        assertThat(received.getLongProperty("JMS_AMQP_MA_x-opt-sequence-number"))
                .isEqualTo(7);
        assertThat(received.getStringProperty("JMS_AMQP_MA_x-routing-key")).isEqualTo("r");
        assertThat(received.propertyExists("JMS_AMQP_MA_x-opt-jms-msg-type")).isFalse();
        assertThat(names(received)).containsExactly("JMSXDeliveryCount");
    }

    @Test
    void annotationsOfApplicationsAreWritten() throws JMSException {
        message.setStringProperty("JMS_AMQP_MA_x-opt-partition-key", "p");

        assertThat(message.amqp().messageAnnotations()).containsEntry(Symbol.of("x-opt-partition-key"), "p");
        assertThat(message.amqp().applicationProperties()).isEmpty();
        assertThatThrownBy(() -> message.setStringProperty("JMS_AMQP_MA_other", "x"))
                .isInstanceOf(MessageFormatException.class);
        assertThatThrownBy(() -> message.setStringProperty("JMS_AMQP_MA_x-opt-jms-dest", "x"))
                .isInstanceOf(MessageFormatException.class);
    }

    private static List<String> names(JmsMessage message) throws JMSException {
        return Collections.list(message.getPropertyNames());
    }

    private static JmsMessage received(Consumer<AmqpMessage> change) throws JMSException {
        AmqpMessage amqp = AmqpMessage.of("body");
        change.accept(amqp);
        return decode(amqp.encode());
    }

    private static JmsMessage received(JmsMessage message) throws JMSException {
        return decode(MessageEncoder.encode(message));
    }

    private static JmsMessage decode(byte[] encoded) throws JMSException {
        JmsMessage received =
                new MessageDecoder(DecodeContext.of(new AmqpQueue("q"))).decode(encoded, 0, encoded.length, 0);
        received.markReceived();
        return received;
    }
}
