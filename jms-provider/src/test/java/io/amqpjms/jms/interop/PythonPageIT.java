package io.amqpjms.jms.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.MapMessage;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The program in Python that {@code docs/INTEROP.md} shows, with a JMS client at the other end. */
class PythonPageIT {
    private static final long PATIENCE_MILLIS = 30_000;

    /** As Artemis comes: what nobody calls a queue is no queue. */
    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker()
            .with(configuration -> configuration
                    .getAddressSettings()
                    .get("#")
                    .setDefaultAddressRoutingType(RoutingType.MULTICAST)
                    .setDefaultQueueRoutingType(RoutingType.MULTICAST));

    private static Path program() throws Exception {
        return Path.of(PythonPageIT.class.getResource("/interop/answer.py").toURI());
    }

    @Test
    void programAnswersWithAMapAndSendsToAQueue() throws Exception {
        ForeignClient.of("Python");
        List<String> command = List.of(
                "/usr/bin/python3", "-B", program().toString(), broker.uri().toString());
        ForeignClient.Run python = ForeignClient.Run.of(command);
        try (JMSContext context = new AmqpConnectionFactory(broker.uri().toString()).createContext()) {
            TemporaryQueue answers = context.createTemporaryQueue();
            TextMessage question = context.createTextMessage("how?");
            question.setJMSReplyTo(answers);
            context.createProducer().send(context.createQueue("questions"), question);
            MapMessage answer = (MapMessage) context.createConsumer(answers).receive(PATIENCE_MILLIS);
            assertThat(answer.getJMSCorrelationID()).isEqualTo(question.getJMSMessageID());
            assertThat(answer.getString("question")).isEqualTo("how?");
            assertThat(answer.getInt("length")).isEqualTo(4);
            assertThat(context.createConsumer(context.createQueue("answered"))
                            .receiveBody(String.class, PATIENCE_MILLIS))
                    .isEqualTo("how?");
        } finally {
            python.process().destroy();
        }
    }

    @Test
    void addressThatNobodyCalledAQueueIsNone() throws Exception {
        ForeignClient.of("Python").send(broker.uri(), "unnamed", List.of("value=string lost"));
        try (JMSContext context = new AmqpConnectionFactory(broker.uri().toString()).createContext()) {
            assertThatThrownBy(() -> context.createConsumer(context.createQueue("unnamed")))
                    .hasMessageContaining("not configured for queue support");
        }
    }

    @Test
    void pageShowsTheProgram() throws Exception {
        assertThat(Files.readString(Path.of("..", "docs", "INTEROP.md")))
                .contains("```python\n" + Files.readString(program()) + "```\n");
    }
}
