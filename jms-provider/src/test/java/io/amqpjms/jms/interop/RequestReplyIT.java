package io.amqpjms.jms.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Requests and answers over temporary queues, with headers, ids and properties, between us and clients in other languages. */
class RequestReplyIT {

    private static final long PATIENCE_MILLIS = 30_000;
    static final List<String> CLIENTS = ForeignClient.ALL;

    /** An id of every type that AMQP has for ids (AMQP 1.0 §3.2.11). */
    private static final List<String> IDS = List.of(
            "string ID%3Aone",
            "string plain",
            "string ID%3AAMQP%5FUUID%3Anone",
            "uuid 12345678-1234-5678-1234-567812345678",
            "ulong 18446744073709551615",
            "ulong 7",
            "binary 00abff");

    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker();

    @ParameterizedTest
    @FieldSource("CLIENTS")
    void othersAnswerToTheTemporaryQueueOfARequest(String name) throws Exception {
        String address = "asked-of-" + name;
        ForeignClient.Run answering = ForeignClient.of(name).answer(broker.uri(), address, 2);
        try (JMSContext context = context()) {
            TemporaryQueue answers = context.createTemporaryQueue();
            JMSConsumer consumer = context.createConsumer(answers);
            for (String question : List.of("how are you?", "and now?")) {
                TextMessage request = context.createTextMessage(question);
                request.setJMSReplyTo(answers);
                context.createProducer().send(context.createQueue(address), request);
                Message answer = consumer.receive(PATIENCE_MILLIS);
                assertThat(answer.getBody(String.class)).isEqualTo(question);
                assertThat(answer.getJMSCorrelationID()).isEqualTo(request.getJMSMessageID());
                assertThat(answer.getJMSDestination()).isEqualTo(answers);
            }
            answering.lines();
        }
    }

    @ParameterizedTest
    @FieldSource("CLIENTS")
    void othersAreAnsweredOnTheirTemporaryQueueByTheirIds(String name) throws Exception {
        String address = "asked-by-" + name;
        List<String> requests = IDS.stream()
                .map(id -> "value=string why%3F\tmessage-id=" + id + "\tsubject=string question\tproperty.size=int 5")
                .toList();
        ForeignClient.Run asking = ForeignClient.of(name).ask(broker.uri(), address, requests);
        try (JMSContext context = context()) {
            JMSConsumer consumer = context.createConsumer(context.createQueue(address));
            JMSProducer producer = context.createProducer().setPriority(3);
            for (String id : IDS) {
                Message request = consumer.receive(PATIENCE_MILLIS);
                assertThat(request).as(id).isNotNull();
                assertThat(request.getJMSType()).isEqualTo("question");
                assertThat(request.getObjectProperty("size")).isEqualTo(5);
                TextMessage answer = context.createTextMessage("because");
                answer.setJMSCorrelationID(request.getJMSMessageID());
                answer.setLongProperty("size", 7);
                producer.send(request.getJMSReplyTo(), answer);
            }
            requireAnswers(asking.lines());
        }
    }

    private static void requireAnswers(List<String> lines) {
        List<String> echoed = new ArrayList<>();
        for (String line : lines) {
            Fields answer = Fields.of(line, "\t");
            assertThat(answer.values())
                    .containsEntry("value", "string because")
                    .containsEntry("priority", "ubyte 3")
                    .containsEntry("property.size", "long 7");
            echoed.add(answer.values().get("correlation-id"));
        }
        assertThat(echoed).isEqualTo(IDS);
    }

    private static JMSContext context() {
        return new AmqpConnectionFactory(broker.uri().toString()).createContext();
    }
}
