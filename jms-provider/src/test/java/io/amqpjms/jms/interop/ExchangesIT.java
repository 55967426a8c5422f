package io.amqpjms.jms.interop;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every JMS message type with every type of item and property, every header, id and content type, bodies smaller and
 * larger than a frame, between us and clients in other languages: {@code exchanges.txt} says what each is on both sides.
 * The outcome is a section of {@code docs/INTEROP.md}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExchangesIT {

    private static final long PATIENCE_MILLIS = 60_000;
    private static final String USER = "me";
    static final List<String> CLIENTS = ForeignClient.ALL;

    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker();

    private final Results results = new Results(
            "what",
            CLIENTS.stream()
                    .flatMap(client -> Stream.of(toJms(client), fromJms(client)))
                    .toList());

    @ParameterizedTest
    @FieldSource("CLIENTS")
    void messagesOfOthersAreWhatTheyShouldBeInJms(String name) throws Exception {
        ForeignClient client = ForeignClient.of(name);
        List<Exchange> rows = rows(Exchange.TO_JMS, row -> true);
        String address = "to-jms-from-" + client.name();
        client.send(
                broker.uri(),
                address,
                rows.stream().map(row -> row.wire().line()).toList());

        List<String> arrived = new ArrayList<>();
        try (JMSContext context = context("")) {
            JMSConsumer consumer = context.createConsumer(context.createQueue(address));
            for (Exchange row : rows) {
                Message message = consumer.receive(PATIENCE_MILLIS);
                assertThat(message).as(row.toString()).isNotNull();
                arrived.add(JmsFields.of(message, row.jms()).like(row.jms()).toString());
            }
        }

        results.compare(
                toJms(name),
                rows,
                Exchange::what,
                rows.stream().map(row -> row.jms().shown().toString()).toList(),
                arrived);
    }

    @ParameterizedTest
    @FieldSource("CLIENTS")
    void messagesOfJmsAreWhatTheyShouldBeToOthers(String name) throws Exception {
        List<Exchange> rows = rows(Exchange.FROM_JMS, row -> true);
        List<String> arrived = exchanged(ForeignClient.of(name), "from-jms-to-" + name, rows, "");

        results.compare(fromJms(name), rows, Exchange::what, wires(rows), arrived);
    }

    @ParameterizedTest
    @ValueSource(ints = {4_096, 1_048_576})
    void largeBodiesPassInSmallFramesAndLargeOnes(int frameSize) throws Exception {
        List<Exchange> rows = rows(Exchange.FROM_JMS, Exchange::isLarge);
        ForeignClient client = ForeignClient.of("Python");

        List<String> arrived = exchanged(client, "frames-" + frameSize, rows, "&amqp.maxFrameSize=" + frameSize);

        assertThat(arrived).isEqualTo(wires(rows));
    }

    @Test
    void noGroupOfTheTableIsMissing() throws Exception {
        assertThat(Exchange.all().stream().map(Exchange::what).distinct())
                .contains("TextMessage", "BytesMessage", "MapMessage", "StreamMessage", "ObjectMessage", "Message")
                .contains("properties", "annotations", "headers", "groups", "ids", "content types", Exchange.LARGE);
    }

    @AfterAll
    void pageTellsTheResults() throws Exception {
        results.page("exchanges");
    }

    private static List<String> exchanged(ForeignClient client, String address, List<Exchange> rows, String options)
            throws Exception {
        try (JMSContext context = context(options)) {
            Queue queue = context.createQueue(address);
            for (Exchange row : rows) {
                JmsFields.send(context, queue, row.jms());
            }
        }
        List<String> lines = client.receive(broker.uri(), address, rows.size());
        List<String> arrived = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            arrived.add(Fields.of(lines.get(i), "\t").like(rows.get(i).wire()).toString());
        }
        return arrived;
    }

    /** In the order that the broker delivers them in. */
    private static List<Exchange> rows(String direction, Predicate<Exchange> wanted) throws Exception {
        return Exchange.all().stream()
                .filter(row -> row.holds(direction) && wanted.test(row))
                .sorted(comparing(Exchange::priority)
                        .thenComparing(Exchange::wasDelayed)
                        .reversed())
                .toList();
    }

    private static List<String> wires(List<Exchange> rows) {
        return rows.stream().map(row -> row.wire().shown().toString()).toList();
    }

    private static JMSContext context(String options) {
        String uri = broker.uri() + "?jms.populateJMSXUserID=true&jms.closeTimeout=60000" + options;
        return new AmqpConnectionFactory(uri).createContext(USER, "a password");
    }

    private static String toJms(String client) {
        return client + " to JMS";
    }

    private static String fromJms(String client) {
        return "JMS to " + client;
    }
}
