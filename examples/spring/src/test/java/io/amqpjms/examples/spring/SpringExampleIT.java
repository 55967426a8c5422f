package io.amqpjms.examples.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.EmbeddedBroker;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SpringExampleIT {
    @RegisterExtension
    final EmbeddedBroker broker = new EmbeddedBroker();

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);

    @Test
    void ordersArePacked() throws Exception {
        Orders.run(out, broker.uri().toString());
        assertThat(printed.toString(UTF_8).lines()).containsExactlyInAnyOrder("PACKED: apples", "PACKED: pears");
        await().untilAsserted(() -> assertThat(broker.messageCount("orders")).isZero());
        await().until(() -> broker.connectionCount() == 0);
    }

    @Test
    void wrongArgumentsGetTheUsage() {
        assertThatThrownBy(() -> Orders.run(out)).hasMessageStartingWith("Usage: Orders ");
    }
}
