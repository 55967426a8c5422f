package io.amqpjms.mapping.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.message.AmqpArray;
import io.amqpjms.engine.message.AmqpChar;
import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.message.AmqpType;
import io.amqpjms.engine.message.Binary;
import io.amqpjms.engine.message.Body;
import io.amqpjms.engine.message.Decimal32;
import io.amqpjms.engine.message.Described;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.engine.message.UnsignedInt;
import io.amqpjms.engine.message.UnsignedLong;
import io.amqpjms.mapping.AmqpQueue;
import io.amqpjms.mapping.DeserializationPolicy;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;
import java.io.Serializable;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects serialized by Java or as AMQP values. */
class JmsObjectMessageTest {

    private static final String TYPED = "JMS_AMQP_TYPED_ENCODING";

    private final JmsObjectMessage message = new JmsObjectMessage(MessageSettings.DEFAULT);

    /** A class of the application. */
    record Order(String item, int count) implements Serializable {}

    @Test
    void objectIsTakenAsItIsWhenSet() throws JMSException {
        StringBuilder object = new StringBuilder("This is");
        message.setObject(object);
        object.append(" changed");

        assertThat(message.getObject()).hasToString("This is");
        assertThat(message.getBody(StringBuilder.class)).hasToString("This is");
        assertThatThrownBy(() -> message.getBody(HashMap.class)).isInstanceOf(MessageFormatException.class);
    }

    @Test
    void newMessageHoldsNothing() throws JMSException {
        assertThat(message.getObject()).isNull();
        assertThat(received(message).getObject()).isNull();
    }

    static Stream<Serializable> jdkValues() {
        return Stream.of(
                "text",
                42,
                new BigInteger("18446744073709551616"),
                new UUID(1, 2),
                Instant.EPOCH,
                new ArrayList<>(List.of(1, "a")),
                new HashMap<>(Map.of("k", List.of(Set.of(1)))),
                new TreeMap<>(Map.of("a", 1)),
                new EnumMap<>(Map.of(TimeUnit.DAYS, 1)),
                (Serializable) List.of(1, 2, 3),
                (Serializable) Map.of("a", 1),
                new int[][] {{1}, {2}},
                new String[] {"a"});
    }

    @ParameterizedTest
    @MethodSource("jdkValues")
    void valuesOfTheJdkComeThrough(Serializable object) throws JMSException {
        message.setObject(object);

        assertThat(received(message).getObject()).isEqualTo(object);
    }

    @Test
    void classOfTheApplicationIsRefusedUnlessAllowed() throws JMSException {
        message.setObject(new Order("book", 1));

        assertThat(message.getObject()).isEqualTo(new Order("book", 1));
        assertThatThrownBy(() -> received(message).getObject())
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining(Order.class.getName())
                .hasMessageContaining("jms.deserializationPolicy.allowList");
        DeserializationPolicy allowing = DeserializationPolicy.DEFAULT.withLists(Set.of("io.amqpjms"), Set.of());
        assertThat(received(message, allowing).getObject()).isEqualTo(new Order("book", 1));
    }

    @Test
    void anObjectThatCannotBeReadIsOfNoType() throws JMSException {
        message.setObject(new Order("book", 1));
        assertThat(message.isBodyAssignableTo(Order.class)).isTrue();
        assertThat(received(message).isBodyAssignableTo(Order.class)).isFalse();
    }

    @Test
    void elementsOfAnArrayShareWhatDescribesThem() throws JMSException {
        AmqpArray array = new AmqpArray(AmqpType.NULL, List.of(Binary.of(new byte[1000])), Arrays.asList(null, null));
        byte[] encoded = new AmqpMessage().body(new Body.Value(array)).encode();
        JmsObjectMessage read = decode(encoded, DeserializationPolicy.DEFAULT);
        Object[] elements = (Object[]) read.getObject();
        assertThat(((Map.Entry<?, ?>) elements[0]).getKey())
                .isInstanceOf(byte[].class)
                .isSameAs(((Map.Entry<?, ?>) elements[1]).getKey());
    }

    @Test
    void denyListWins() throws JMSException {
        message.setObject(new ArrayList<>(List.of(1)));
        DeserializationPolicy denying =
                DeserializationPolicy.DEFAULT.withLists(Set.of("*"), Set.of("java.util.ArrayList"));

        assertThatThrownBy(() -> received(message, denying).getObject())
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("java.util.ArrayList");
    }

    @Test
    void limitsOfDepthArrayAndBytesHold() throws JMSException {
        List<Object> deep = new ArrayList<>();
        List<Object> inner = deep;
        for (int i = 0; i < 30; i++) {
            List<Object> next = new ArrayList<>();
            inner.add(next);
            inner = next;
        }
        assertRefused((Serializable) deep, DeserializationPolicy.DEFAULT, "maxDepth");
        assertRefused(new int[11], new DeserializationPolicy(Set.of(), Set.of(), 20, 10, 1000), "maxArrayLength");
        assertRefused("x".repeat(100), new DeserializationPolicy(Set.of(), Set.of(), 20, 10, 50), "maxBytes");
    }

    private void assertRefused(Serializable object, DeserializationPolicy policy, String option) throws JMSException {
        message.setObject(object);
        assertThatThrownBy(() -> received(message, policy).getObject())
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("jms.deserializationPolicy." + option);
    }

    @Test
    void brokenStreamIsAFormatError() throws JMSException {
        AmqpMessage amqp = new AmqpMessage().body(Body.Data.of(new byte[] {(byte) 0xAC, (byte) 0xED, 0, 5, 0x73, 0}));
        amqp.properties().contentType(Symbol.of("application/x-java-serialized-object"));

        assertThatThrownBy(() ->
                        decode(amqp.encode(), DeserializationPolicy.DEFAULT).getObject())
                .isInstanceOf(MessageFormatException.class);
    }

    static Stream<Arguments> typedValues() {
        return Stream.of(
                Arguments.of(42, 42),
                Arguments.of(42L, 42L),
                Arguments.of(true, true),
                Arguments.of('c', new AmqpChar('c')),
                Arguments.of(1.5, 1.5),
                Arguments.of(new UUID(1, 2), new UUID(1, 2)),
                Arguments.of(Instant.ofEpochMilli(5), Instant.ofEpochMilli(5)),
                Arguments.of(new BigInteger("18446744073709551615"), UnsignedLong.valueOf(-1L)),
                Arguments.of(new byte[] {1}, Binary.of(new byte[] {1})),
                Arguments.of(UnsignedInt.valueOf(5), UnsignedInt.valueOf(5)),
                Arguments.of(Symbol.of("s"), Symbol.of("s")),
                Arguments.of(new AmqpChar(0x1F600), new AmqpChar(0x1F600)),
                Arguments.of(new Described(Symbol.of("d"), "v"), new Described(Symbol.of("d"), "v")),
                Arguments.of(new int[] {1, 2}, AmqpArray.of(AmqpType.INT, List.of(1, 2))),
                Arguments.of(new String[] {"a"}, AmqpArray.of(AmqpType.STRING, List.of("a"))),
                Arguments.of(new ArrayList<>(List.of(1, "a")), List.of(1, "a")),
                Arguments.of(new HashMap<>(Map.of("k", List.of(1))), Map.of("k", List.of(1))),
                Arguments.of(
                        (Serializable) List.of(Symbol.of("s"), new Decimal32(1), new Described(Symbol.of("d"), 1)),
                        List.of(Symbol.of("s"), new Decimal32(1), new Described(Symbol.of("d"), 1))));
    }

    @ParameterizedTest
    @MethodSource("typedValues")
    void typedObjectIsAnAmqpValue(Serializable object, Object value) throws JMSException {
        message.setBooleanProperty(TYPED, true);
        message.setObject(object);

        AmqpMessage amqp = message.amqp();

        assertThat(amqp.body()).isEqualTo(new Body.Value(value));
        assertThat(amqp.properties().contentType()).isNull();
        JmsObjectMessage received = received(message);
        assertThat(received.getBooleanProperty(TYPED)).isTrue();
        assertThat(received.amqp().body()).isEqualTo(new Body.Value(value));
    }

    @Test
    void encodingMayBeChosenAfterTheObject() throws JMSException {
        message.setObject("hello");
        message.setBooleanProperty(TYPED, true);

        assertThat(message.amqp().body()).isEqualTo(new Body.Value("hello"));
        message.setBooleanProperty(TYPED, false);
        assertThat(message.amqp().body()).isInstanceOf(Body.Data.class);
        assertThat(message.getObject()).isEqualTo("hello");
    }

    @Test
    void encodingThatTheObjectCannotHaveChangesNothing() throws JMSException {
        message.setObject(new Order("book", 1));

        assertThatThrownBy(() -> message.setBooleanProperty(TYPED, true)).isInstanceOf(MessageFormatException.class);

        assertThat(message.getObject()).isEqualTo(new Order("book", 1));
        assertThat(message.propertyExists(TYPED)).isFalse();
        assertThat(message.amqp().body()).isInstanceOf(Body.Data.class);
    }

    @Test
    void encodingOfABodyThatCannotBeReadStaysAsItIs() throws JMSException {
        AmqpMessage amqp = new AmqpMessage().body(Body.Data.of(new byte[] {(byte) 0xAC, (byte) 0xED, 0, 5, 0x73, 0}));
        amqp.properties().contentType(Symbol.of("application/x-java-serialized-object"));
        byte[] encoded = amqp.encode();
        JmsObjectMessage unread = (JmsObjectMessage)
                new MessageDecoder(DecodeContext.of(new AmqpQueue("q"))).decode(encoded, 0, encoded.length, 0);

        assertThatThrownBy(() -> unread.setBooleanProperty(TYPED, true)).isInstanceOf(MessageFormatException.class);

        assertThat(unread.propertyExists(TYPED)).isFalse();
        assertThat(unread.amqp().body()).isEqualTo(amqp.body());
    }

    @Test
    void clearedPropertiesTakeTheEncodingAlongButNotTheObject() throws JMSException {
        message.setBooleanProperty(TYPED, true);
        message.setObject("hello");
        JmsObjectMessage received = received(message);

        received.clearProperties();

        assertThat(Collections.list(received.getPropertyNames())).isEmpty();
        assertThat(received.propertyExists(TYPED)).isFalse();
        assertThat(received.getObject()).isEqualTo("hello");
        assertThat(received(received).getObject()).isEqualTo("hello");
        received.clearBody();
        received.setObject("new");
        assertThat(received(received).amqp().body()).isInstanceOf(Body.Data.class);
    }

    @Test
    void encodingMayBeNamedAnewAfterThePropertiesWereCleared() throws JMSException {
        message.setBooleanProperty(TYPED, true);
        message.setObject("hello");
        JmsObjectMessage received = received(message);
        received.clearProperties();

        received.setBooleanProperty(TYPED, true);

        assertThat(received.getBooleanProperty(TYPED)).isTrue();
        assertThat(received.getObject()).isEqualTo("hello");
    }

    @Test
    void objectWithoutAmqpTypeIsRefusedWhenTyped() throws JMSException {
        message.setBooleanProperty(TYPED, true);

        assertThatThrownBy(() -> message.setObject(new Order("book", 1)))
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining(Order.class.getName());
    }

    @Test
    void objectThatHoldsItselfIsRefusedWhenTyped() throws JMSException {
        message.setBooleanProperty(TYPED, true);
        ArrayList<Object> loop = new ArrayList<>();
        loop.add(loop);

        assertThatThrownBy(() -> message.setObject(loop)).isInstanceOf(MessageFormatException.class);
    }

    @Test
    void eachReadGivesAnotherObject() throws JMSException {
        message.setObject(new ArrayList<>(List.of(1)));
        JmsObjectMessage received = received(message);
        ((Collection<?>) received.getObject()).clear();

        assertThat(received.getObject()).isEqualTo(List.of(1));
    }

    @Test
    void receivedObjectIsReadOnlyUntilTheBodyIsCleared() throws JMSException {
        message.setObject("old");
        JmsObjectMessage received = received(message);

        assertThatThrownBy(() -> received.setObject("new")).isInstanceOf(MessageNotWriteableException.class);
        received.clearBody();
        assertThat(received.getObject()).isNull();
        received.setObject("new");
        assertThat(received.getObject()).isEqualTo("new");
    }

    private static JmsObjectMessage received(JmsObjectMessage message) throws JMSException {
        return received(message, DeserializationPolicy.DEFAULT);
    }

    private static JmsObjectMessage received(JmsObjectMessage message, DeserializationPolicy policy)
            throws JMSException {
        return decode(MessageEncoder.encode(message), policy);
    }

    private static JmsObjectMessage decode(byte[] encoded, DeserializationPolicy policy) throws JMSException {
        DecodeContext plain = DecodeContext.of(new AmqpQueue("q"));
        DecodeContext context = new DecodeContext(
                plain.destination(),
                plain.prefixes(),
                new MessageSettings(true, policy, LoneSurrogates.REFUSE),
                plain.limits());
        JmsObjectMessage message = (JmsObjectMessage) new MessageDecoder(context).decode(encoded, 0, encoded.length, 0);
        message.markReceived();
        return message;
    }
}
