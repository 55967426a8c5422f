package io.amqpjms.jms.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The six kinds of JMS message to and from clients in other languages. */
class JmsTypesIT {

    private static final long PATIENCE_MILLIS = 30_000;

    private static final String MAP = "map 11 string boolean boolean true string byte byte -1 string short short -2"
            + " string char char 8364 string int int 3 string long long 4 string float float 3fc00000"
            + " string double double 3ff8000000000000 string string string text string bytes binary 00ff"
            + " string null null";
    private static final String STREAM = "list 11 boolean true byte -1 short -2 char 8364 int 3 long 4 float 3fc00000"
            + " double 3ff8000000000000 string text binary 00ff null";

    private static final String TYPE = "\tannotation.x-opt-jms-msg-type=byte ";

    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker();

    private static ForeignClient client(String name) throws Exception {
        return name.equals("Python") ? ForeignClient.python() : ForeignClient.rhea();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Python", "rhea"})
    void everyJmsTypeArrivesAsItsBody(String name) throws Exception {
        ForeignClient client = client(name);
        String address = "jms-to-" + name;
        try (JMSContext context = context()) {
            Queue queue = context.createQueue(address);
            JMSProducer producer = context.createProducer();
            producer.send(queue, context.createTextMessage("hello"));
            producer.send(queue, context.createTextMessage());
            producer.send(queue, new byte[] {0, (byte) 0x80, (byte) 0xff});
            producer.send(queue, map(context));
            producer.send(queue, stream(context));
            ObjectMessage object = context.createObjectMessage();
            object.setBooleanProperty("JMS_AMQP_TYPED_ENCODING", true);
            object.setObject(new ArrayList<>(List.of(1, "a")));
            producer.send(queue, object);
            producer.send(queue, context.createMessage());
        }
        List<String> arrived = client.receive(broker.uri(), address, 7);
        assertThat(arrived.stream().map(line -> line.split("\t", 2)[0]))
                .containsExactly(
                        "value=string hello",
                        "value=null",
                        "data=binary 0080ff",
                        "value=" + MAP,
                        "sequence=" + STREAM,
                        "value=list 2 int 1 string a",
                        "value=null");
        assertThat(arrived.stream().map(line -> line.replaceAll("(?s).*" + TYPE + "(\\d+).*", "$1")))
                .containsExactly("5", "5", "3", "2", "4", "1", "0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Python", "rhea"})
    void annotatedBodiesArriveAsTheirJmsType(String name) throws Exception {
        String address = "jms-from-" + name;
        client(name)
                .send(
                        broker.uri(),
                        address,
                        List.of(
                                "value=string hello" + TYPE + "5",
                                "data=binary 0080ff" + TYPE + "3",
                                "value=" + MAP + TYPE + "2",
                                "sequence=" + STREAM + TYPE + "4",
                                "value=list 2 int 1 string a" + TYPE + "1"));
        try (JMSContext context = context()) {
            JMSConsumer consumer = context.createConsumer(context.createQueue(address));
            TextMessage text = (TextMessage) consumer.receive(PATIENCE_MILLIS);
            assertThat(text.getText()).isEqualTo("hello");
            BytesMessage bytes = (BytesMessage) consumer.receive(PATIENCE_MILLIS);
            assertThat(bytes.getBody(byte[].class)).containsExactly(0, 0x80, 0xff);
            requireMap((MapMessage) consumer.receive(PATIENCE_MILLIS));
            requireStream((StreamMessage) consumer.receive(PATIENCE_MILLIS));
            ObjectMessage object = (ObjectMessage) consumer.receive(PATIENCE_MILLIS);
            assertThat(object.getObject()).isEqualTo(List.of(1, "a"));
        }
    }

    private static JMSContext context() {
        return new AmqpConnectionFactory(broker.uri().toString()).createContext();
    }

    private static MapMessage map(JMSContext context) throws JMSException {
        MapMessage map = context.createMapMessage();
        map.setBoolean("boolean", true);
        map.setByte("byte", (byte) -1);
        map.setShort("short", (short) -2);
        map.setChar("char", '€');
        map.setInt("int", 3);
        map.setLong("long", 4);
        map.setFloat("float", 1.5f);
        map.setDouble("double", 1.5);
        map.setString("string", "text");
        map.setBytes("bytes", new byte[] {0, (byte) 0xff});
        map.setObject("null", null);
        return map;
    }

    private static StreamMessage stream(JMSContext context) throws JMSException {
        StreamMessage stream = context.createStreamMessage();
        stream.writeBoolean(true);
        stream.writeByte((byte) -1);
        stream.writeShort((short) -2);
        stream.writeChar('€');
        stream.writeInt(3);
        stream.writeLong(4);
        stream.writeFloat(1.5f);
        stream.writeDouble(1.5);
        stream.writeString("text");
        stream.writeBytes(new byte[] {0, (byte) 0xff});
        stream.writeObject(null);
        return stream;
    }

    private static void requireMap(MapMessage map) throws JMSException {
        assertThat(map.getBoolean("boolean")).isTrue();
        assertThat(map.getByte("byte")).isEqualTo((byte) -1);
        assertThat(map.getShort("short")).isEqualTo((short) -2);
        assertThat(map.getChar("char")).isEqualTo('€');
        assertThat(map.getInt("int")).isEqualTo(3);
        assertThat(map.getLong("long")).isEqualTo(4);
        assertThat(map.getFloat("float")).isEqualTo(1.5f);
        assertThat(map.getDouble("double")).isEqualTo(1.5);
        assertThat(map.getString("string")).isEqualTo("text");
        assertThat(map.getBytes("bytes")).containsExactly(0, 0xff);
        assertThat(map.itemExists("null")).isTrue();
        assertThat(map.getObject("null")).isNull();
    }

    private static void requireStream(StreamMessage stream) throws JMSException {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            items.add(stream.readObject());
        }
        assertThat(items).containsExactly(true, (byte) -1, (short) -2, '€', 3, 4L, 1.5f, 1.5, "text");
        assertThat((byte[]) stream.readObject()).containsExactly(0, 0xff);
        assertThat(stream.readObject()).isNull();
    }
}
