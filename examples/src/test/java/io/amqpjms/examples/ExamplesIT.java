package io.amqpjms.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExamplesIT {

    private static InProcessBroker broker;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);

    @BeforeAll
    static void startBroker() throws Exception {
        broker = InProcessBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void helloWorldBringsItsOwnBroker() throws Exception {
        HelloWorld.run(out);
        assertThat(lines()).containsExactly("Hello World!");
    }

    @Test
    void helloWorldUsesTheBrokerItIsGiven() throws Exception {
        HelloWorld.run(out, broker.url());
        assertThat(lines()).containsExactly("Hello World!");
    }

    @Test
    void whatSendSendsReceiveReceives() throws Exception {
        Send.run(out, broker.url(), "queue1", "hello");
        Send.run(out, broker.url(), "queue1", "again");
        Receive.run(out, broker.url(), "queue1", "2");
        assertThat(lines())
                .containsExactly(
                        "SEND: Sent message 'hello'",
                        "SEND: Sent message 'again'",
                        "RECEIVE: Received message 'hello'",
                        "RECEIVE: Received message 'again'");
    }

    @Test
    void brokerServesUntilItsInputEnds() throws Exception {
        PipedOutputStream keyboard = new PipedOutputStream();
        InputStream in = new PipedInputStream(keyboard);
        FutureTask<Void> serving = new FutureTask<>(() -> {
            Broker.run(in, out, "0");
            return null;
        });
        new Thread(serving, "broker").start();
        await().until(() -> printed.size() > 0);
        String url = printed.toString(UTF_8).replaceAll("(?s).*(amqp://\\S+).*", "$1");
        HelloWorld.run(out, url);
        keyboard.close();
        serving.get(30, TimeUnit.SECONDS);
        assertThat(lines()).hasSize(2).contains("Hello World!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "123456", "1 2"})
    void wrongPortGetsTheUsage(String arguments) {
        assertThatThrownBy(() -> Broker.run(InputStream.nullInputStream(), out, arguments.split(" ")))
                .hasMessageStartingWith("Usage: Broker ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "amqp://localhost", "amqp://localhost queue1 hello more"})
    void wrongArgumentsGetTheUsage(String arguments) {
        assertThatThrownBy(() -> Send.run(out, arguments.split(" "))).hasMessageStartingWith("Usage: Send ");
        assertThatThrownBy(() -> Receive.run(out, arguments.split(" "))).hasMessageStartingWith("Usage: Receive ");
    }

    private String[] lines() {
        return printed.toString(UTF_8).lines().toArray(String[]::new);
    }
}
