package io.amqpjms.jms.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.TextMessage;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Text and bytes between us and Debian's Python client, both ways through a real broker. */
class PythonInteropIT {

    private static final long PATIENCE_MILLIS = 10_000;
    private static final String TEXT = "grüß dich, 世界";
    private static final String HEX = "00017f80ff";

    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker();

    @Test
    void textFromPythonIsATextMessage() throws Exception {
        PythonClient.of(broker.uri()).send("text-from-python", "text=" + TEXT, "text=");
        try (JMSContext context = connect()) {
            JMSConsumer consumer = context.createConsumer(context.createQueue("text-from-python"));
            TextMessage text = (TextMessage) consumer.receive(PATIENCE_MILLIS);
            assertThat(text.getText()).isEqualTo(TEXT);
            assertThat(consumer.receiveBody(String.class, PATIENCE_MILLIS)).isEmpty();
        }
    }

    @Test
    void bytesFromPythonAreABytesMessage() throws Exception {
        PythonClient.of(broker.uri()).send("bytes-from-python", "data=" + HEX, "binary=" + HEX);
        try (JMSContext context = connect()) {
            JMSConsumer consumer = context.createConsumer(context.createQueue("bytes-from-python"));
            for (int i = 0; i < 2; i++) {
                BytesMessage bytes = (BytesMessage) consumer.receive(PATIENCE_MILLIS);
                assertThat(bytes.getBody(byte[].class)).isEqualTo(HexFormat.of().parseHex(HEX));
            }
        }
    }

    @Test
    void pythonReadsOurTextAsAString() throws Exception {
        PythonClient python = PythonClient.of(broker.uri());
        try (JMSContext context = connect()) {
            context.createProducer().send(context.createQueue("text-to-python"), "hello from Java");
        }
        assertThat(python.receive("text-to-python", 1))
                .containsExactly("{\"type\": \"str\", \"value\": \"hello from Java\"}");
    }

    @Test
    void pythonReadsOurBytesAsBytes() throws Exception {
        PythonClient python = PythonClient.of(broker.uri());
        try (JMSContext context = connect()) {
            context.createProducer()
                    .send(context.createQueue("bytes-to-python"), HexFormat.of().parseHex(HEX));
        }
        assertThat(python.receive("bytes-to-python", 1))
                .containsExactly("{\"type\": \"bytes\", \"value\": \"" + HEX + "\"}");
    }

    private static JMSContext connect() {
        return new AmqpConnectionFactory(broker.uri().toString()).createContext();
    }
}
