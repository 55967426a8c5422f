package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.text;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.EmbeddedBroker;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real broker that speaks WebSocket at its AMQP port. */
class WebSocketIT {
    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    @Test
    void megabytesGoThereAndComeBack() throws Exception {
        Connection connection =
                engine.connect(ConnectionOptions.builder("amqpws://127.0.0.1:" + broker.port() + "/amqp"));
        byte[] large = Arrays.copyOf(text(""), 5_000_000);
        Sender sender = connection.defaultSession().openSender(SenderOptions.to("out", "large"), null);
        assertThat(await(sender.send(large).outcome())).isEqualTo(Outcome.ACCEPTED);
        connection.openReceiver("large");
        Delivery delivery = engine.messages.poll(10, SECONDS);
        assertThat(delivery).isNotNull();
        // The broker puts a header before what it forwards.
        assertThat(delivery.payload().length).isGreaterThanOrEqualTo(large.length);
        await(connection.close());
    }
}
