package io.amqpjms.jms.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests and answers over temporary queues, with headers and properties, between us and Python. */
class RequestReplyIT {

    private static final long PATIENCE_MILLIS = 30_000;

    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker();

    @Test
    void pythonAnswersToTheTemporaryQueueOfARequest() throws Exception {
        ForeignClient.Run answering = ForeignClient.python().answer(broker.uri(), "asked-of-python", 1);
        try (JMSContext context = context()) {
            TemporaryQueue answers = context.createTemporaryQueue();
            TextMessage request = context.createTextMessage("how are you?");
            request.setJMSReplyTo(answers);
            context.createProducer().send(context.createQueue("asked-of-python"), request);
            Message answer = context.createConsumer(answers).receive(PATIENCE_MILLIS);
            assertThat(answer.getBody(String.class)).isEqualTo("how are you?");
            assertThat(answer.getJMSCorrelationID()).isEqualTo(request.getJMSMessageID());
            answering.lines();
        }
    }

    @Test
    void pythonIsAnsweredOnItsTemporaryQueue() throws Exception {
        ForeignClient.Run asking = ForeignClient.python()
                .ask(
                        broker.uri(),
                        "asked-of-jms",
                        List.of("value=string why%3F\tmessage-id=string ID%3Apython%2D1\tsubject=string question"
                                + "\tproperty.size=int 5\tproperty.deep=boolean true\tpriority=ubyte 7"));
        try (JMSContext context = context()) {
            JMSConsumer consumer = context.createConsumer(context.createQueue("asked-of-jms"));
            Message request = consumer.receive(PATIENCE_MILLIS);
            assertThat(request.getJMSMessageID()).isEqualTo("ID:python-1");
            assertThat(request.getJMSType()).isEqualTo("question");
            assertThat(request.getJMSPriority()).isEqualTo(7);
            assertThat(request.getObjectProperty("size")).isEqualTo(5);
            assertThat(request.getBooleanProperty("deep")).isTrue();
            TextMessage answer = context.createTextMessage("because");
            answer.setJMSCorrelationID(request.getJMSMessageID());
            answer.setJMSType("answer");
            answer.setLongProperty("size", 7);
            context.createProducer().setPriority(3).send(request.getJMSReplyTo(), answer);
            assertThat(asking.lines())
                    .singleElement()
                    .asString()
                    .startsWith("value=string because\tmessage-id=string ID%3A")
                    .contains("\tcorrelation-id=string ID%3Apython%2D1\tsubject=string answer\t", "\tpriority=")
                    .contains("\tproperty.size=long 7");
        }
    }

    private static JMSContext context() {
        return new AmqpConnectionFactory(broker.uri().toString()).createContext();
    }
}
