package io.amqpjms.jms.internal.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.amqpjms.jms.internal.ClassicApi;
import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.MessageNotWriteableRuntimeException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class JMSProducerImplTest {
    private final ClassicApi api = new ClassicApi();
    private final Destination queue = api.fake(Queue.class);
    private final JMSProducer producer = new JMSProducerImpl(api.fake(Session.class), api.fake(MessageProducer.class));

    @Test
    void messageGoesThroughThePublicSendWithTheOptionsOfJms() {
        producer.send(queue, api.fake(Message.class));

        assertThat(api.calls())
                .containsExactly(
                        "MessageProducer.setDisableMessageID(false)",
                        "MessageProducer.setDisableMessageTimestamp(false)",
                        "MessageProducer.setDeliveryDelay(0)",
                        "MessageProducer.send(Queue, Message, 2, 4, 0)");
    }

    @Test
    void optionsOfTheProducerGoWithEachSend() {
        producer.setDisableMessageID(true)
                .setDisableMessageTimestamp(true)
                .setDeliveryDelay(5_000)
                .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                .setPriority(9)
                .setTimeToLive(60_000)
                .send(queue, api.fake(Message.class));

        assertThat(api.calls())
                .containsExactly(
                        "MessageProducer.setDisableMessageID(true)",
                        "MessageProducer.setDisableMessageTimestamp(true)",
                        "MessageProducer.setDeliveryDelay(5000)",
                        "MessageProducer.send(Queue, Message, 1, 9, 60000)");
        assertThat(producer.getDisableMessageID()).isTrue();
        assertThat(producer.getDisableMessageTimestamp()).isTrue();
        assertThat(producer.getDeliveryDelay()).isEqualTo(5_000);
        assertThat(producer.getDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
        assertThat(producer.getPriority()).isEqualTo(9);
        assertThat(producer.getTimeToLive()).isEqualTo(60_000);
    }

    @Test
    void headersAndPropertiesOfTheProducerOverrideThoseOfTheMessage() {
        producer.setJMSCorrelationID("c")
                .setJMSType("t")
                .setJMSReplyTo(queue)
                .setProperty("a", 1)
                .setProperty("b", (Object) null)
                .send(queue, api.fake(Message.class));

        assertThat(api.callsTo(Message.class))
                .containsExactly(
                        "Message.setJMSCorrelationID(c)",
                        "Message.setJMSType(t)",
                        "Message.setJMSReplyTo(Queue)",
                        "Message.setObjectProperty(a, 1)",
                        "Message.setObjectProperty(b, null)");
    }

    @Test
    void headersNotSetAreLeftToTheMessage() {
        producer.setJMSCorrelationID(null).setJMSType(null).setJMSReplyTo(null).send(queue, api.fake(Message.class));

        assertThat(api.callsTo(Message.class)).isEmpty();
    }

    @Test
    void correlationIdIsOneOfTextAndBytesWhicheverCameLast() {
        byte[] id = {1, 2};
        producer.setJMSCorrelationID("c").setJMSCorrelationIDAsBytes(id);
        id[0] = 9;

        producer.send(queue, api.fake(Message.class));
        assertThat(api.callsTo(Message.class)).containsExactly("Message.setJMSCorrelationIDAsBytes([1, 2])");
        assertThat(producer.getJMSCorrelationIDAsBytes()).containsExactly(1, 2);
        assertThat(producer.getJMSCorrelationID()).isNull();

        producer.setJMSCorrelationID("d");
        assertThat(producer.getJMSCorrelationID()).isEqualTo("d");
        assertThat(producer.getJMSCorrelationIDAsBytes()).isNull();
    }

    @Test
    void correlationIdBytesAreHandedOutAsACopy() {
        producer.setJMSCorrelationIDAsBytes(new byte[] {1});

        producer.getJMSCorrelationIDAsBytes()[0] = 9;

        assertThat(producer.getJMSCorrelationIDAsBytes()).containsExactly(1);
    }

    @Test
    void textBodyIsSentAsATextMessage() {
        producer.send(queue, "hi").send(queue, (String) null);

        assertThat(api.callsTo(Session.class))
                .containsExactly("Session.createTextMessage(hi)", "Session.createTextMessage(null)");
        assertThat(api.calls()).endsWith("MessageProducer.send(Queue, TextMessage, 2, 4, 0)");
    }

    @Test
    void bytesBodyIsSentAsABytesMessage() {
        producer.send(queue, new byte[] {1, 2});

        assertThat(api.callsTo(BytesMessage.class)).containsExactly("BytesMessage.writeBytes([1, 2])");
        assertThat(api.calls()).endsWith("MessageProducer.send(Queue, BytesMessage, 2, 4, 0)");
    }

    @Test
    void mapBodyIsSentAsAMapMessage() {
        producer.send(queue, Map.of("k", (Object) 1));

        assertThat(api.callsTo(MapMessage.class)).containsExactly("MapMessage.setObject(k, 1)");
        assertThat(api.calls()).endsWith("MessageProducer.send(Queue, MapMessage, 2, 4, 0)");
    }

    @Test
    void objectBodyIsSentAsAnObjectMessage() {
        producer.send(queue, (Serializable) List.of(1));

        assertThat(api.callsTo(Session.class)).containsExactly("Session.createObjectMessage([1])");
        assertThat(api.calls()).endsWith("MessageProducer.send(Queue, ObjectMessage, 2, 4, 0)");
    }

    @Test
    void nullBodyIsSentAsAMessageWithoutOne() {
        producer.send(queue, (byte[]) null)
                .send(queue, (Map<String, Object>) null)
                .send(queue, (Serializable) null);

        assertThat(api.callsTo(Session.class))
                .containsExactly(
                        "Session.createBytesMessage()",
                        "Session.createMapMessage()",
                        "Session.createObjectMessage(null)");
        assertThat(api.callsTo(BytesMessage.class)).isEmpty();
        assertThat(api.callsTo(MapMessage.class)).isEmpty();
    }

    @Test
    void missingDestinationIsInvalid() {
        assertThatThrownBy(() -> producer.send(null, "hi"))
                .isInstanceOf(InvalidDestinationRuntimeException.class)
                .hasMessageContaining("send");
    }

    @Test
    void missingMessageIsMalformed() {
        assertThatThrownBy(() -> producer.send(queue, (Message) null))
                .isInstanceOf(MessageFormatRuntimeException.class);
    }

    @Test
    void failuresBelowComeOutUnchecked() {
        api.when("Message.setObjectProperty", property -> {
            throw new MessageNotWriteableException("read only");
        });
        api.when("MessageProducer.send", message -> {
            throw new InvalidDestinationException("no such queue");
        });
        api.when("MapMessage.setObject", entry -> {
            throw new MessageFormatException("no such type");
        });

        assertThatThrownBy(() -> producer.send(queue, "hi")).isInstanceOf(InvalidDestinationRuntimeException.class);
        assertThatThrownBy(() -> producer.send(queue, Map.of("k", (Object) List.of())))
                .isInstanceOf(MessageFormatRuntimeException.class);
        producer.setProperty("a", 1);
        assertThatThrownBy(() -> producer.send(queue, api.fake(Message.class)))
                .isInstanceOf(MessageNotWriteableRuntimeException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 3})
    void unknownDeliveryModeIsRefused(int mode) {
        assertThatThrownBy(() -> producer.setDeliveryMode(mode)).isInstanceOf(JMSRuntimeException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 10})
    void priorityOutsideZeroToNineIsRefused(int priority) {
        assertThatThrownBy(() -> producer.setPriority(priority)).isInstanceOf(JMSRuntimeException.class);
    }

    @Test
    void asynchronousSendCompletesWithTheListener() {
        List<String> heard = new ArrayList<>();
        CompletionListener listener = listening(heard);
        api.when("MessageProducer.send", arguments -> {
            CompletionListener given = (CompletionListener) arguments[5];
            given.onCompletion((Message) arguments[1]);
            given.onException((Message) arguments[1], new InvalidDestinationException("gone"));
            given.onException((Message) arguments[1], new IllegalArgumentException("odd"));
            return null;
        });

        producer.setAsync(listener).send(queue, "hi");

        assertThat(producer.getAsync()).isSameAs(listener);
        assertThat(heard)
                .containsExactly(
                        "TextMessage sent",
                        "TextMessage InvalidDestinationRuntimeException gone",
                        "TextMessage IllegalArgumentException odd");
    }

    private static CompletionListener listening(List<String> heard) {
        return new CompletionListener() {
            @Override
            public void onCompletion(Message message) {
                heard.add(message + " sent");
            }

            @Override
            public void onException(Message message, Exception failure) {
                heard.add(message + " " + failure.getClass().getSimpleName() + " " + failure.getMessage());
            }
        };
    }

    @Test
    void sendIsSynchronousAgainWithoutAListener() {
        producer.setAsync(listening(new ArrayList<>())).setAsync(null).send(queue, "hi");

        assertThat(producer.getAsync()).isNull();
        assertThat(api.calls()).endsWith("MessageProducer.send(Queue, TextMessage, 2, 4, 0)");
    }

    @ParameterizedTest
    @NullAndEmptySource
    void propertyNeedsAName(String name) {
        Stream.<Consumer<JMSProducer>>of(
                        p -> p.setProperty(name, true),
                        p -> p.setProperty(name, (byte) 1),
                        p -> p.setProperty(name, (short) 1),
                        p -> p.setProperty(name, 1),
                        p -> p.setProperty(name, 1L),
                        p -> p.setProperty(name, 1f),
                        p -> p.setProperty(name, 1d),
                        p -> p.setProperty(name, "x"),
                        p -> p.setProperty(name, (Object) "x"))
                .forEach(set -> assertThatIllegalArgumentException().isThrownBy(() -> set.accept(producer)));
    }

    @ParameterizedTest
    @MethodSource("unfitValues")
    void propertyTakesOnlyStringsAndBoxedPrimitives(Object value) {
        assertThatThrownBy(() -> producer.setProperty("a", value)).isInstanceOf(MessageFormatRuntimeException.class);
        assertThat(producer.propertyExists("a")).isFalse();
    }

    static Stream<Object> unfitValues() {
        return Stream.of(new ArrayList<>(), 'c', new byte[0], Map.of());
    }

    @Test
    void namesFollowThePropertiesAndAreReadOnly() {
        Set<String> names = producer.getPropertyNames();

        producer.setProperty("b", 1).setProperty("a", 2);
        assertThat(names).containsExactly("b", "a");
        assertThat(producer.propertyExists("a")).isTrue();
        assertThatThrownBy(() -> names.remove("a")).isInstanceOf(UnsupportedOperationException.class);

        producer.clearProperties();
        assertThat(names).isEmpty();
        assertThat(producer.getObjectProperty("a")).isNull();
    }

    static Stream<Arguments> conversions() {
        return Stream.of(
                arguments(true, "Boolean String"),
                arguments((byte) 1, "Byte Short Int Long String"),
                arguments((short) 1, "Short Int Long String"),
                arguments(1, "Int Long String"),
                arguments(1L, "Long String"),
                arguments(1f, "Float Double String"),
                arguments(1d, "Double String"),
                arguments("1", "Boolean Byte Short Int Long Float Double String"));
    }

    private static final Map<String, BiFunction<JMSProducer, String, Object>> GETTERS = Map.of(
            "Boolean", JMSProducer::getBooleanProperty,
            "Byte", JMSProducer::getByteProperty,
            "Short", JMSProducer::getShortProperty,
            "Int", JMSProducer::getIntProperty,
            "Long", JMSProducer::getLongProperty,
            "Float", JMSProducer::getFloatProperty,
            "Double", JMSProducer::getDoubleProperty,
            "String", JMSProducer::getStringProperty);

    @ParameterizedTest
    @MethodSource("conversions")
    void propertiesConvertAsThoseOfMessages(Object value, String readableAs) {
        producer.setProperty("a", value);

        assertThat(producer.getObjectProperty("a")).isEqualTo(value);
        GETTERS.forEach((type, getter) -> {
            if (List.of(readableAs.split(" ")).contains(type)) {
                assertThat(getter.apply(producer, "a").toString()).as(type).matches("1|1.0|true|false");
            } else {
                assertThatThrownBy(() -> getter.apply(producer, "a"))
                        .as(type)
                        .isInstanceOf(MessageFormatRuntimeException.class)
                        .hasMessageContaining("'a'");
            }
        });
    }

    @Test
    void stringsConvertByTheRulesOfTheirType() {
        producer.setProperty("yes", "TRUE").setProperty("number", "127").setProperty("word", "x");

        assertThat(producer.getBooleanProperty("yes")).isTrue();
        assertThat(producer.getBooleanProperty("word")).isFalse();
        assertThat(producer.getByteProperty("number")).isEqualTo((byte) 127);
        assertThat(producer.getDoubleProperty("number")).isEqualTo(127.0);
        assertThatThrownBy(() -> producer.getLongProperty("word")).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void absentPropertyConvertsLikeNull() {

        assertThat(producer.getBooleanProperty("absent")).isFalse();
        assertThat(producer.getStringProperty("absent")).isNull();
        for (String type : List.of("Byte", "Short", "Int", "Long")) {
            assertThatThrownBy(() -> GETTERS.get(type).apply(producer, "absent"))
                    .isInstanceOf(NumberFormatException.class);
        }
        for (String type : List.of("Float", "Double")) {
            assertThatThrownBy(() -> GETTERS.get(type).apply(producer, "absent"))
                    .isInstanceOf(NullPointerException.class);
        }
    }
}
