package io.amqpjms.jms.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.EmbeddedBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Python with itself through the broker: what the other interop tests may take for granted. */
class PythonClientIT {

    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker();

    @Test
    void pythonReadsWhatPythonSent() throws Exception {
        PythonClient python = PythonClient.of(broker.uri());
        python.send("python", "text=grüß dich", "binary=00ff", "data=0102");
        assertThat(python.receive("python", 3))
                .containsExactly(
                        "{\"type\": \"str\", \"value\": \"gr\\u00fc\\u00df dich\"}",
                        "{\"type\": \"bytes\", \"value\": \"00ff\"}",
                        "{\"type\": \"bytes\", \"value\": \"0102\"}");
    }
}
