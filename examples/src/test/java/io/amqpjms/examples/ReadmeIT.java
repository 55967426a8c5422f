package io.amqpjms.examples;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps the README honest: its Java is a piece of this class, and its commands are the ones the checks run. */
class ReadmeIT {

    private static final Path README = Path.of("..", "README.md");
    private static final Path THIS_FILE = Path.of("src", "test", "java", "io", "amqpjms", "examples", "ReadmeIT.java");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

    @Test
    void javaOfTheReadmeRuns() throws Exception {
        try (InProcessBroker broker = InProcessBroker.start()) {
            assertThat(order("1 kg of apples", broker.url())).isEqualTo("1 kg of apples");
        }
    }

    @Test
    void javaOfTheReadmeIsWhatThisTestRuns() throws IOException {
        assertThat(blocks("java"))
                .singleElement()
                .satisfies(block -> assertThat(unindented(THIS_FILE)).contains(unindented(block)));
    }

    @Test
    void firstCommandSaysHelloAndSecondVerifies() throws IOException {
        assertThat(blocks("sh"))
                .satisfiesExactly(
                        hello -> assertThat(hello).isEqualTo("mvn -q compile -pl examples -am -Prun\n"),
                        verify -> assertThat(verify).isEqualTo("mvn verify\n"));
    }

    private static String order(String text, String url) throws JMSException {
        ConnectionFactory factory = new AmqpConnectionFactory(url);
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            Queue orders = session.createQueue("orders");

            MessageProducer producer = session.createProducer(orders);
            producer.send(session.createTextMessage(text));

            MessageConsumer consumer = session.createConsumer(orders);
            connection.start();
            TextMessage order = (TextMessage) consumer.receive(5_000);
            return order.getText();
        }
    }

    private static List<String> blocks(String language) throws IOException {
        Matcher matcher = BLOCK.matcher(Files.readString(README));
        return matcher.results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    private static String unindented(Path file) throws IOException {
        return unindented(Files.readString(file));
    }

    private static String unindented(String text) {
        return text.lines().map(String::strip).collect(joining("\n"));
    }
}
