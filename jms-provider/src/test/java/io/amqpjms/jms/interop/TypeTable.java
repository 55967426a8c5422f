package io.amqpjms.jms.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.message.Binary;
import io.amqpjms.engine.message.Body;
import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.jms.AmqpConnectionFactory;
import io.amqpjms.mapping.message.JmsMessage;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every row of the type table with one client: value and AMQP type stay the same from it to us, from us to it, and
 * through us unchanged and back. The outcome is a section of {@code docs/INTEROP.md}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TypeTable {

    private static final long PATIENCE_MILLIS = 30_000;
    private static final String THROUGH = "through JMS and back";

    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker();

    private @Nullable Results results;
    private List<TypeRow> rows = List.of();
    private String toJms = "";
    private String fromJms = "";
    private @Nullable ForeignClient client;

    /** The client this is about; skips where it is missing. */
    abstract ForeignClient connect() throws Exception;

    /** Whether the client can send this row at all. */
    boolean sends(TypeRow row) {
        return true;
    }

    @BeforeAll
    void find() throws Exception {
        ForeignClient found = connect();
        toJms = found.name() + " to JMS";
        fromJms = "JMS to " + found.name();
        results = new Results("AMQP type", List.of(toJms, fromJms, THROUGH));
        client = found;
        rows = TypeRow.all();
    }

    @Test
    void everyRowReachesJmsAsItsTypeAndValue() throws Exception {
        List<TypeRow> sent = sent();
        client().send(broker.uri(), "to-jms", lines(sent));
        List<String> arrived = new ArrayList<>();
        try (JMSContext context = context()) {
            JMSConsumer consumer = context.createConsumer(context.createQueue("to-jms"));
            for (TypeRow row : sent) {
                Message message = consumer.receive(PATIENCE_MILLIS);
                assertThat(message).as(row.value()).isNotNull();
                arrived.add(described(message));
            }
        }
        compare(toJms, sent, sent.stream().map(TypeTable::expected).toList(), arrived);
    }

    @Test
    void everyRowSentByJmsArrivesAsItsTypeAndValue() throws Exception {
        try (JMSContext context = context()) {
            JMSProducer producer = context.createProducer();
            Queue queue = context.createQueue("from-jms");
            for (TypeRow row : rows) {
                ObjectMessage message = context.createObjectMessage();
                message.setBooleanProperty("JMS_AMQP_TYPED_ENCODING", true);
                message.setObject(object(row));
                producer.send(queue, message);
            }
        }
        compare(fromJms, rows, lines(rows), receive("from-jms", rows.size()));
    }

    @Test
    void everyRowPassesThroughJmsUnchanged() throws Exception {
        List<TypeRow> sent = sent();
        client().send(broker.uri(), "there", lines(sent));
        try (JMSContext context = context()) {
            JMSConsumer consumer = context.createConsumer(context.createQueue("there"));
            JMSProducer producer = context.createProducer();
            for (TypeRow row : sent) {
                Message message = consumer.receive(PATIENCE_MILLIS);
                assertThat(message).as(row.value()).isNotNull();
                producer.send(context.createQueue("back"), message);
            }
        }
        compare(THROUGH, sent, lines(sent), receive("back", sent.size()));
    }

    @AfterAll
    void pageTellsTheResults() throws Exception {
        if (results != null) {
            results.page("types " + client().name());
        }
    }

    private void compare(String direction, List<TypeRow> tried, List<String> expected, List<String> actual) {
        Objects.requireNonNull(results).compare(direction, tried, TypeRow::type, expected, actual);
    }

    private ForeignClient client() {
        return Objects.requireNonNull(client);
    }

    private JMSContext context() {
        return new AmqpConnectionFactory(broker.uri().toString()).createContext();
    }

    private List<TypeRow> sent() {
        return rows.stream().filter(this::sends).toList();
    }

    private static List<String> lines(List<TypeRow> rows) {
        return rows.stream().map(TypeRow::line).toList();
    }

    /** The body fields of what the client receives. */
    private List<String> receive(String address, int count) throws Exception {
        return client().receive(broker.uri(), address, count).stream()
                .map(line -> line.split("\t", 2)[0])
                .toList();
    }

    private static @Nullable Serializable object(TypeRow row) {
        Object value = ValueText.parse(row.value());
        return value instanceof Binary binary ? binary.toByteArray() : (Serializable) value;
    }

    private static String expected(TypeRow row) {
        return row.message() + " of " + row.javaType() + ": " + row.value();
    }

    private static String described(Message message) throws JMSException {
        Body body = ((JmsMessage) message).amqp().body();
        Object value = body instanceof Body.Value found ? found.value() : body;
        return messageType(message) + " of " + javaType(message) + ": " + ValueText.show(value);
    }

    private static String messageType(Message message) {
        return Stream.of(TextMessage.class, BytesMessage.class, ObjectMessage.class)
                .filter(type -> type.isInstance(message))
                .map(Class::getSimpleName)
                .findFirst()
                .orElse(message.getClass().getSimpleName());
    }

    private static String javaType(Message message) throws JMSException {
        if (message instanceof BytesMessage bytes) {
            // An empty one has no body for getBody.
            return new byte[(int) bytes.getBodyLength()].getClass().getSimpleName();
        }
        Object body = message.getBody(Object.class);
        return body == null ? "null" : body.getClass().getSimpleName();
    }
}
