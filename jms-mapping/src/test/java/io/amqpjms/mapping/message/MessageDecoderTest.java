package io.amqpjms.mapping.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.message.Binary;
import io.amqpjms.engine.message.Body;
import io.amqpjms.engine.message.EncodedMessage;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.engine.message.UnsignedInt;
import io.amqpjms.mapping.AddressPrefixes;
import io.amqpjms.mapping.AmqpQueue;
import io.amqpjms.mapping.AmqpTemporaryQueue;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes from the wire, sent on, copied, or broken. */
class MessageDecoderTest {

    private static final Symbol TYPE = Symbol.of("x-opt-jms-msg-type");
    private static final OutgoingHeaders THERE = new OutgoingHeaders(new AmqpQueue("there"), 2, 4, 0, 0, 0, 0, null);

    @ParameterizedTest
    @CsvSource({
        "text/plain;charset=iso-8859-1,iso-8859-1",
        "text/plain;charset=\"UTF-16\",UTF-16",
        "application/json,UTF-8",
        "image/svg+xml,UTF-8",
        "TEXT/Plain,UTF-8"
    })
    void dataOfATextualTypeIsText(String contentType, String charset) throws JMSException {
        AmqpMessage amqp = data("žluť café".replace("ž", "z").replace("ť", "t").getBytes(Charset.forName(charset)));
        amqp.properties().contentType(Symbol.of(contentType));

        assertThat(decode(amqp.encode()).getBody(String.class)).isEqualTo("zlut café");
    }

    @Test
    void charsetCountsAlsoWithTheAnnotation() throws JMSException {
        AmqpMessage amqp = data("café".getBytes(StandardCharsets.ISO_8859_1));
        amqp.properties().contentType(Symbol.of("text/plain; charset=iso-8859-1"));
        amqp.messageAnnotations().put(TYPE, (byte) 5);

        JmsMessage received = decode(amqp.encode());
        received.prepareToSend(THERE);
        AmqpMessage sentOn = received(MessageEncoder.encode(received));

        assertThat(received.getBody(String.class)).isEqualTo("café");
        assertThat(sentOn.properties().contentType()).isEqualTo(Symbol.of("text/plain; charset=iso-8859-1"));
        assertThat(sentOn.messageAnnotations()).doesNotContainKey(TYPE);
    }

    @Test
    void nothingOfAMessageShowsInTheNext() throws JMSException {
        MessageDecoder decoder = new MessageDecoder(DecodeContext.of(new AmqpQueue("here")));
        AmqpMessage annotated = AmqpMessage.of(Map.of());
        annotated.messageAnnotations().put(TYPE, (byte) 2);
        annotated.messageAnnotations().put(Symbol.of("x-opt-jms-reply-to"), (byte) 2);
        annotated.messageAnnotations().put(Symbol.of("x-opt-delivery-time"), 5L);
        annotated.properties().groupId("group").replyTo("answers");
        AmqpMessage plain = AmqpMessage.of("text");
        plain.properties().replyTo("answers");

        JmsMessage first = decode(decoder, annotated.encode());
        assertThatThrownBy(() -> decode(decoder, new byte[] {1, 2, 3})).isInstanceOf(MessageFormatException.class);
        JmsMessage next = decode(decoder, plain.encode());

        assertThat(first).isInstanceOf(JmsMapMessage.class);
        assertThat(first.getJMSReplyTo()).isEqualTo(new AmqpTemporaryQueue("answers", null));
        assertThat(first.getStringProperty("JMSXGroupID")).isEqualTo("group");
        assertThat(next).isInstanceOf(JmsTextMessage.class);
        assertThat(next.getJMSReplyTo()).isEqualTo(new AmqpQueue("answers"));
        assertThat(next.getJMSDeliveryTime()).isZero();
        assertThat(next.propertyExists("JMSXGroupID")).isFalse();
    }

    @Test
    void severalThreadsDecodeAtOnce() throws Exception {
        MessageDecoder decoder = new MessageDecoder(DecodeContext.of(new AmqpQueue("here")));
        List<Callable<Boolean>> readers = new ArrayList<>();
        for (int reader = 0; reader < 4; reader++) {
            String text = "text of reader " + reader;
            byte[] encoded = AmqpMessage.of(text).encode();
            readers.add(() -> {
                boolean own = true;
                for (int message = 0; message < 2_000; message++) {
                    own &= text.equals(decode(decoder, encoded).getBody(String.class));
                }
                return own;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(readers.size());
        try {
            for (Future<Boolean> read : threads.invokeAll(readers)) {
                assertThat(read.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "text/plain;charset=nonsense", "text/plain;charset=none such"})
    void textThatDoesNotDecodeIsBytes(String contentType) throws JMSException {
        AmqpMessage amqp = data(new byte[] {(byte) 0xff, (byte) 0xfe});
        amqp.properties().contentType(Symbol.of(contentType));
        amqp.messageAnnotations().put(TYPE, (byte) 5);

        assertThat(decode(amqp.encode())).isInstanceOf(JmsBytesMessage.class);
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain; charset=iso-8859-1,gzip,5",
        "text/plain; charset=iso-8859-1,gzip,",
        "text/plain,deflate,5",
        "application/json,x-unknown,",
        "application/x-java-serialized-object,gzip,1",
        "application/x-java-serialized-object,gzip,"
    })
    void encodedDataIsNeitherTextNorAnObject(String contentType, String encoding, Byte annotation) throws JMSException {
        byte[] bytes = {(byte) 0xAC, (byte) 0xED, 0, 5, 0x70};
        AmqpMessage amqp = data(contentType.startsWith("text") ? "abc".getBytes(StandardCharsets.UTF_8) : bytes);
        amqp.properties().contentType(Symbol.of(contentType)).contentEncoding(Symbol.of(encoding));
        if (annotation != null) {
            amqp.messageAnnotations().put(TYPE, annotation);
        }

        JmsMessage received = decode(amqp.encode());
        received.prepareToSend(THERE);

        assertThat(received).isInstanceOf(JmsBytesMessage.class);
        AmqpMessage sentOn = received(MessageEncoder.encode(received));
        assertThat(sentOn.body()).isEqualTo(amqp.body());
        assertThat(sentOn.properties().contentEncoding()).isEqualTo(Symbol.of(encoding));
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "Identity", "utf-8", ""})
    void dataThatIsNotEncodedIsText(String encoding) throws JMSException {
        AmqpMessage amqp = data("café".getBytes(StandardCharsets.UTF_8));
        amqp.properties().contentType(Symbol.of("text/plain")).contentEncoding(Symbol.of(encoding));

        assertThat(decode(amqp.encode()).getBody(String.class)).isEqualTo("café");
    }

    @Test
    void encodingMeansNothingForAValue() throws JMSException {
        AmqpMessage amqp = AmqpMessage.of("text");
        amqp.properties().contentEncoding(Symbol.of("gzip"));

        assertThat(decode(amqp.encode()).getBody(String.class)).isEqualTo("text");
    }

    @Test
    void sentOnMessageKeepsWhatItIs() throws JMSException {
        AmqpMessage amqp = new AmqpMessage().body(new Body.Value(Map.of(Symbol.of("k"), UnsignedInt.valueOf(5))));
        amqp.properties().contentType(Symbol.of("x/y")).contentEncoding(Symbol.of("identity"));
        amqp.applicationProperties().put("u", UnsignedInt.valueOf(7));
        amqp.messageAnnotations().put(Symbol.of("x-opt-key"), 1L);
        amqp.messageAnnotations().put(Symbol.of("routing"), 2L);
        JmsMessage message = decode(amqp.encode());
        message.prepareToSend(THERE);

        AmqpMessage sentOn = received(MessageEncoder.encode(message));

        assertThat(sentOn.body()).isEqualTo(amqp.body());
        assertThat(sentOn.properties().contentType()).isEqualTo(Symbol.of("x/y"));
        assertThat(sentOn.properties().contentEncoding()).isEqualTo(Symbol.of("identity"));
        assertThat(sentOn.applicationProperties()).isEqualTo(amqp.applicationProperties());
        assertThat(sentOn.messageAnnotations())
                .containsEntry(Symbol.of("x-opt-key"), 1L)
                .containsEntry(TYPE, (byte) 1)
                .doesNotContainKey(Symbol.of("routing"));
    }

    @Test
    void rewrittenBodyHasTheContentTypeOfItsMessage() throws JMSException {
        AmqpMessage amqp = data("{}".getBytes(StandardCharsets.UTF_8));
        amqp.properties().contentType(Symbol.of("application/json"));
        JmsTextMessage message = (JmsTextMessage) decode(amqp.encode());
        message.clearBody();
        message.setText("[]");
        message.prepareToSend(THERE);

        AmqpMessage sentOn = received(MessageEncoder.encode(message));

        assertThat(sentOn.body()).isEqualTo(new Body.Value("[]"));
        assertThat(sentOn.properties().contentType()).isNull();
        assertThat(sentOn.messageAnnotations()).containsEntry(TYPE, (byte) 5);
    }

    @Test
    void addedPropertyLeavesTheOthersAsTheyCame() throws JMSException {
        AmqpMessage amqp = AmqpMessage.of("x");
        amqp.applicationProperties().put("u", UnsignedInt.valueOf(7));
        JmsMessage message = new MessageDecoder(DecodeContext.of(new AmqpQueue("q")))
                .decode(amqp.encode(), 0, amqp.encode().length, 0);
        message.setIntProperty("more", 1);

        assertThat(received(MessageEncoder.encode(message)).applicationProperties())
                .isEqualTo(Map.of("u", UnsignedInt.valueOf(7), "more", 1));
    }

    @Test
    void propertiesGoOutInPlaceOfThoseThatCameAndTheMessageStaysAsItIs() throws JMSException {
        AmqpMessage amqp = AmqpMessage.of("x");
        amqp.applicationProperties().put("u", UnsignedInt.valueOf(7));
        amqp.applicationProperties().put("traceparent", "old");
        amqp.applicationProperties().put("tracestate", "old");
        JmsMessage message = decode(amqp.encode());
        Map<String, String> instead = new HashMap<>();
        instead.put("traceparent", "new");
        instead.put("tracestate", null);

        AmqpMessage sentOn = received(
                MessageEncoder.encode(message, AddressPrefixes.NONE, instead).joined());

        assertThat(sentOn.applicationProperties()).isEqualTo(Map.of("u", UnsignedInt.valueOf(7), "traceparent", "new"));
        assertThat(message.getStringProperty("traceparent")).isEqualTo("old");
        assertThat(received(MessageEncoder.encode(message)).applicationProperties())
                .isEqualTo(amqp.applicationProperties());
    }

    @Test
    void copyIsTheSameMessageAndLivesOnItsOwn() throws JMSException {
        AmqpMessage amqp = new AmqpMessage().body(new Body.Value(Map.of("k", 1)));
        amqp.applicationProperties().put("p", 1);
        amqp.messageAnnotations().put(TYPE, (byte) 2);
        JmsMapMessage message = (JmsMapMessage) decode(amqp.encode());

        JmsMapMessage copy = message.copy();
        message.clearBody();
        message.clearProperties();

        assertThat(copy.getInt("k")).isEqualTo(1);
        assertThat(copy.getIntProperty("p")).isEqualTo(1);
        assertThat(copy.getJMSDestination()).isEqualTo(message.getJMSDestination());
    }

    @Test
    void bodyOfSeveralSectionsIsReadWhole() throws JMSException {
        AmqpMessage data =
                new AmqpMessage().body(new Body.Data(List.of(Binary.of(new byte[] {1, 2}), Binary.of(new byte[] {3}))));
        AmqpMessage sequence = new AmqpMessage().body(new Body.Sequences(List.of(List.of("a", 1), List.of("b"))));
        sequence.messageAnnotations().put(TYPE, (byte) 4);

        assertThat(decode(data.encode()).getBody(byte[].class)).containsExactly(1, 2, 3);
        JmsStreamMessage stream = (JmsStreamMessage) decode(sequence.encode());
        assertThat(stream.readString()).isEqualTo("a");
        assertThat(stream.readInt()).isEqualTo(1);
        assertThat(stream.readString()).isEqualTo("b");
    }

    @Test
    void amqpViewShowsEverySectionAsItCame() throws JMSException {
        AmqpMessage amqp =
                new AmqpMessage().body(new Body.Data(List.of(Binary.of(new byte[] {1}), Binary.of(new byte[] {2}))));
        amqp.deliveryAnnotations().put(Symbol.of("d"), 1);
        amqp.footer().put(Symbol.of("f"), 2);

        AmqpMessage view = decode(amqp.encode()).amqp();

        assertThat(view.body()).isEqualTo(amqp.body());
        assertThat(view.deliveryAnnotations()).isEqualTo(amqp.deliveryAnnotations());
        assertThat(view.footer()).isEqualTo(amqp.footer());
    }

    @Test
    void partOfAnArrayIsEnough() throws JMSException {
        byte[] encoded = AmqpMessage.of("hello").encode();
        byte[] framed = new byte[encoded.length + 7];
        System.arraycopy(encoded, 0, framed, 5, encoded.length);

        JmsMessage message =
                new MessageDecoder(DecodeContext.of(new AmqpQueue("q"))).decode(framed, 5, encoded.length, 0);

        assertThat(message.getBody(String.class)).isEqualTo("hello");
    }

    @Test
    void bytesThatAreNoMessageAreSaidSo() {
        assertThatThrownBy(() -> decode(new byte[] {1, 2, 3}))
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("here");
    }

    @Test
    void brokenBodyIsSaidSoWhenItIsRead() throws JMSException {
        byte[] encoded = AmqpMessage.of("hello").encode();
        encoded[encoded.length - 1] = (byte) 0xff;
        JmsTextMessage message = (JmsTextMessage) decode(encoded);

        assertThatThrownBy(message::getText).isInstanceOf(MessageFormatException.class);
        assertThatThrownBy(message::amqp).isInstanceOf(MessageFormatException.class);
    }

    @Test
    void messageWithoutBodySectionIsSentOnWithOne() throws JMSException {
        JmsMessage message = decode(new AmqpMessage().encode());
        JmsMessage bodiless = decode(withSubject());
        message.prepareToSend(THERE);
        bodiless.prepareToSend(THERE);

        assertThat(bodiless).isInstanceOf(JmsTextMessage.class);
        assertThat(new EncodedMessage(MessageEncoder.encode(bodiless)).body()).isEqualTo(new Body.Value(null));
        assertThat(new EncodedMessage(MessageEncoder.encode(message)).body()).isInstanceOf(Body.Data.class);
    }

    private static byte[] withSubject() {
        AmqpMessage amqp = new AmqpMessage();
        amqp.properties().subject("s");
        return amqp.encode();
    }

    private static AmqpMessage data(byte[] bytes) {
        return new AmqpMessage().body(Body.Data.of(bytes));
    }

    private static AmqpMessage received(byte[] encoded) {
        return AmqpMessage.decode(encoded);
    }

    private static JmsMessage decode(byte[] encoded) throws JMSException {
        return decode(new MessageDecoder(DecodeContext.of(new AmqpQueue("here"))), encoded);
    }

    private static JmsMessage decode(MessageDecoder decoder, byte[] encoded) throws JMSException {
        JmsMessage message = decoder.decode(encoded, 0, encoded.length, 0);
        message.markReceived();
        return message;
    }
}
