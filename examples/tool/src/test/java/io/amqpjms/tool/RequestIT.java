package io.amqpjms.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A request and its answer. */
class RequestIT {
    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker();

    private static String url() {
        return broker.uri().toString();
    }

    private static void answer(JMSContext context, Message request) {
        try {
            context.createProducer()
                    .setJMSCorrelationID(request.getJMSCorrelationID())
                    .send(request.getJMSReplyTo(), request.getBody(String.class) + "!");
        } catch (JMSException e) {
            throw new JMSRuntimeException("answer", "test", e);
        }
    }

    @Test
    void theAnswerIsPrinted() {
        try (JMSContext context = new AmqpConnectionFactory(url()).createContext()) {
            context.createConsumer(context.createQueue("greeter"))
                    .setMessageListener(request -> answer(context, request));
            assertThat(Run.of("request", url(), "greeter", "hello").printed()).isEqualToIgnoringNewLines("hello!");
            assertThat(Run.of("request", url(), "greeter", "hello", "--correlation-id=mine", "--headers")
                            .printed())
                    .contains("JMSCorrelationID: mine");
        }
    }

    @Test
    void withoutAnAnswerItFails() {
        assertThat(Run.of("request", url(), "nobody", "hello", "--wait=50ms")
                        .ending(1)
                        .err())
                .contains("no answer came within 50 ms", "queue 'nobody'", "-> ");
    }
}
