package io.amqpjms.mapping.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.message.AmqpArray;
import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.message.AmqpType;
import io.amqpjms.engine.message.Body;
import io.amqpjms.engine.message.Described;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.engine.message.UnsignedInt;
import io.amqpjms.mapping.AmqpQueue;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;

/** Named items. */
class JmsMapMessageTest {

    private final JmsMapMessage message = new JmsMapMessage(MessageSettings.DEFAULT);

    @Test
    void itemsAreReadAsTheyWereSet() throws JMSException {
        message.setBoolean("boolean", true);
        message.setByte("byte", (byte) 1);
        message.setShort("short", (short) 2);
        message.setChar("char", 'c');
        message.setInt("int", 3);
        message.setLong("long", 4);
        message.setFloat("float", 5);
        message.setDouble("double", 6);
        message.setString("string", "s");
        message.setBytes("bytes", new byte[] {9, 8, 7}, 1, 2);
        message.setObject("null", null);

        assertThat(message.getBoolean("boolean")).isTrue();
        assertThat(message.getByte("byte")).isEqualTo((byte) 1);
        assertThat(message.getShort("short")).isEqualTo((short) 2);
        assertThat(message.getChar("char")).isEqualTo('c');
        assertThat(message.getInt("int")).isEqualTo(3);
        assertThat(message.getLong("long")).isEqualTo(4);
        assertThat(message.getFloat("float")).isEqualTo(5);
        assertThat(message.getDouble("double")).isEqualTo(6);
        assertThat(message.getString("string")).isEqualTo("s");
        assertThat(message.getBytes("bytes")).containsExactly(8, 7);
        assertThat(message.itemExists("null")).isTrue();
        assertThat(message.getObject("null")).isNull();
        assertThat(Collections.list(message.getMapNames())).hasSize(11);
    }

    @Test
    void itemThatIsNotThereIsNull() throws JMSException {
        assertThat(message.itemExists("x")).isFalse();
        assertThat(message.getObject("x")).isNull();
        assertThat(message.getBytes("x")).isNull();
        assertThat(message.getBoolean("x")).isFalse();
        assertThatThrownBy(() -> message.getInt("x")).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> message.getChar("x")).isInstanceOf(NullPointerException.class);
    }

    @ParameterizedTest
    @NullAndEmptySource
    void itemNeedsAName(String name) {
        assertThatThrownBy(() -> message.setInt(name, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> message.setBytes(name, new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> message.setObject(name, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itemThatCannotBeReadNamesItself() throws JMSException {
        message.setInt("price", 1);

        assertThatThrownBy(() -> message.getByte("price"))
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("price");
    }

    @Test
    void compoundsAreRefused() {
        assertThatThrownBy(() -> message.setObject("l", List.of(1))).isInstanceOf(MessageFormatException.class);
        assertThatThrownBy(() -> message.setObject("m", Map.of())).isInstanceOf(MessageFormatException.class);
    }

    @Test
    void amqpTypeGivenAsSuchIsKept() throws JMSException {
        message.setObject("u", UnsignedInt.valueOf(5));

        assertThat(message.getInt("u")).isEqualTo(5);
        assertThat(message.getObject("u")).isEqualTo(5L);
    }

    @Test
    void laterChangeOfACompoundDoesNotChangeTheItem() throws JMSException {
        List<Object> list = new ArrayList<>(List.of(1));
        List<Object> inner = new ArrayList<>(List.of("a"));
        message.setObject("array", AmqpArray.of(AmqpType.INT, list));
        message.setObject("described", new Described(Symbol.of("d"), inner));

        list.add("x");
        inner.add("b");

        assertThat((int[]) message.getObject("array")).containsExactly(1);
        assertThat(message.getObject("described")).isEqualTo(Map.entry("d", List.of("a")));
    }

    static List<Object> compoundsThatAmqpLacks() {
        return List.of(
                AmqpArray.of(AmqpType.INT, List.of("x")),
                AmqpArray.of(AmqpType.INT, Arrays.asList(1, null)),
                AmqpArray.of(AmqpType.LIST, List.of(List.of(new Object()))),
                AmqpArray.of(AmqpType.TIMESTAMP, List.of(Instant.MAX)),
                new AmqpArray(AmqpType.INT, List.of(new Object()), List.of(1)),
                new Described("d", Instant.MIN));
    }

    @ParameterizedTest
    @MethodSource("compoundsThatAmqpLacks")
    void compoundThatCannotBeSentIsRefusedWhenSet(Object value) throws JMSException {
        assertThatThrownBy(() -> message.setObject("v", value)).isInstanceOf(MessageFormatException.class);
        assertThat(message.itemExists("v")).isFalse();
    }

    @Test
    void arrayOfTypesThatJmsLacksIsSentAsItIs() throws JMSException {
        AmqpArray array = new AmqpArray(
                AmqpType.UINT, List.of(Symbol.of("d")), List.of(UnsignedInt.valueOf(1), UnsignedInt.valueOf(2)));
        message.setObject("v", array);

        assertThat(message.amqp().body()).isEqualTo(new Body.Value(Map.of("v", array)));
    }

    @Test
    void keysOfTheSameTextAreDifferentItems() throws JMSException {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put("1", "a");
        map.put("Long:1", "b");
        map.put(1L, "c");

        JmsMapMessage received = received(map);

        assertThat(Collections.list(received.getMapNames())).containsExactly("1", "Long:1", "Long:Long:1");
        assertThat(received.getString("Long:Long:1")).isEqualTo("c");
    }

    private static JmsMapMessage received(Map<?, ?> body) throws JMSException {
        AmqpMessage amqp = new AmqpMessage().body(new Body.Value(body));
        amqp.messageAnnotations().put(Symbol.of("x-opt-jms-msg-type"), (byte) 2);
        byte[] encoded = amqp.encode();
        return (JmsMapMessage)
                new MessageDecoder(DecodeContext.of(new AmqpQueue("q"))).decode(encoded, 0, encoded.length, 0);
    }

    @Test
    void bodyIsAMapAndNothingElse() throws JMSException {
        message.setInt("a", 1);

        assertThat((Object) message.getBody(Map.class)).isEqualTo(Map.of("a", 1));
        assertThat(message.isBodyAssignableTo(Object.class)).isTrue();
        assertThat(message.isBodyAssignableTo(HashMap.class)).isFalse();
        assertThatThrownBy(() -> message.getBody(String.class)).isInstanceOf(MessageFormatException.class);
    }

    @Test
    void receivedItemsAreReadOnlyUntilTheBodyIsCleared() throws JMSException {
        message.setInt("a", 1);
        message.markReceived();

        assertThatThrownBy(() -> message.setInt("a", 2)).isInstanceOf(MessageNotWriteableException.class);
        message.clearBody();
        message.setInt("b", 2);

        assertThat(Collections.list(message.getMapNames())).containsExactly("b");
    }
}
