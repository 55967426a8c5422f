package io.amqpjms.mapping.message;

import io.amqpjms.engine.message.AmqpWriter;
import io.amqpjms.engine.message.Body;
import io.amqpjms.engine.message.EncodedMessage;
import io.amqpjms.mapping.Conversions;
import io.amqpjms.mapping.TypedValues;
import io.amqpjms.mapping.ValueMapping;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message whose body is a set of named items (JMS 3.1 §3.11.3). Items of AMQP types that JMS lacks are read as the
 * JDK types of {@link ValueMapping}. One thread at a time.
 */
public final class JmsMapMessage extends JmsMessage implements MapMessage {

    private final Map<String, @Nullable Object> items = new LinkedHashMap<>();

    public JmsMapMessage(MessageSettings settings) {
        super(settings);
    }

    JmsMapMessage(EncodedMessage encoded, Headers headers, MessageSettings settings) {
        super(encoded, headers, settings);
    }

    private JmsMapMessage(JmsMapMessage original) {
        super(original);
        items.putAll(original.items);
    }

    @Override
    MessageType type() {
        return MessageType.MAP;
    }

    /** Keys that are no strings go by their text. */
    @Override
    void readBody(EncodedMessage encoded) {
        if (encoded.body() instanceof Body.Value value && value.value() instanceof Map<?, ?> map) {
            map.forEach((key, item) -> items.put(ValueMapping.nameOfKey(key, items.keySet()), item));
        }
    }

    @Override
    void emptyBody() {
        items.clear();
    }

    @Override
    @Nullable
    Object body() throws JMSException {
        openBody();
        if (items.isEmpty()) {
            return null;
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        items.forEach((name, value) -> body.put(name, ValueMapping.toJava(value)));
        return body;
    }

    @Override
    boolean bodyFits(Object body, Class<?> type) {
        return type == Map.class || type == Object.class;
    }

    @Override
    void writeBody(AmqpWriter out) {
        Sections.writeMap(out, items);
    }

    @Override
    public JmsMapMessage copy() {
        return new JmsMapMessage(this);
    }

    @Override
    public boolean getBoolean(String name) throws JMSException {
        return Conversions.toBoolean(item(name), name);
    }

    @Override
    public byte getByte(String name) throws JMSException {
        return Conversions.toByte(item(name), name);
    }

    @Override
    public short getShort(String name) throws JMSException {
        return Conversions.toShort(item(name), name);
    }

    @Override
    public char getChar(String name) throws JMSException {
        return Conversions.toChar(item(name), name);
    }

    @Override
    public int getInt(String name) throws JMSException {
        return Conversions.toInt(item(name), name);
    }

    @Override
    public long getLong(String name) throws JMSException {
        return Conversions.toLong(item(name), name);
    }

    @Override
    public float getFloat(String name) throws JMSException {
        return Conversions.toFloat(item(name), name);
    }

    @Override
    public double getDouble(String name) throws JMSException {
        return Conversions.toDouble(item(name), name);
    }

    @Override
    public @Nullable String getString(String name) throws JMSException {
        return Conversions.toText(item(name), name);
    }

    @Override
    public byte @Nullable [] getBytes(String name) throws JMSException {
        return Conversions.toBytes(item(name), name);
    }

    @Override
    public @Nullable Object getObject(String name) throws JMSException {
        return ValueMapping.toJava(item(name));
    }

    @Override
    public Enumeration<String> getMapNames() throws JMSException {
        openBody();
        return Collections.enumeration(Arrays.asList(items.keySet().toArray(String[]::new)));
    }

    @Override
    public boolean itemExists(String name) throws JMSException {
        openBody();
        return items.containsKey(name);
    }

    private @Nullable Object item(String name) throws JMSException {
        openBody();
        return items.get(name);
    }

    @Override
    public void setBoolean(String name, boolean value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setByte(String name, byte value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setShort(String name, short value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setChar(String name, char value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setInt(String name, int value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setLong(String name, long value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setFloat(String name, float value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setDouble(String name, double value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setString(String name, @Nullable String value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setBytes(String name, byte @Nullable [] value) throws JMSException {
        put(name, value == null ? null : value.clone());
    }

    @Override
    public void setBytes(String name, byte[] value, int offset, int length) throws JMSException {
        Objects.checkFromIndexSize(offset, length, value.length);
        put(name, Arrays.copyOfRange(value, offset, offset + length));
    }

    @Override
    public void setObject(String name, @Nullable Object value) throws JMSException {
        requireBodyWriteable();
        put(name, TypedValues.ofItem(value, name));
    }

    private void put(@Nullable String name, @Nullable Object value) throws JMSException {
        requireBodyWriteable();
        if (name == null || name.isEmpty()) {
            throw new IllegalArgumentException("An item of a MapMessage needs a name");
        }
        items.put(name, value);
    }
}
