package io.amqpjms.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.message.UnsignedLong;
import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.engine.testing.ReservedPort;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.ObjectMessage;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What goes out by {@code send} comes back by {@code receive} and {@code browse}. */
class SendReceiveIT {
    @RegisterExtension
    static final EmbeddedBroker broker =
            new EmbeddedBroker().withUser("alice", "right").withGuest();

    @TempDir
    Path directory;

    private static String url() {
        return broker.uri().toString();
    }

    private static String receive(String queue, String... more) {
        String[] all = new String[more.length + 4];
        all[0] = "receive";
        all[1] = url();
        all[2] = queue;
        all[3] = "--wait=10";
        System.arraycopy(more, 0, all, 4, more.length);
        return Run.of(all).printed();
    }

    @Test
    void eachBodyIsAMessage() {
        assertThat(Run.of("send", url(), "bodies", "one", "two").printed())
                .isEqualToIgnoringNewLines("queue 'bodies': 2 accepted");
        assertThat(receive("bodies", "--count=2").lines()).containsExactly("one", "two");
    }

    @Test
    void eachLineOfTheInputIsAMessage() {
        assertThat(Run.with("uno\ndue\n", Map.of(), "send", url(), "lines", "--lines", "--count=2")
                        .printed())
                .contains("4 accepted");
        assertThat(receive("lines", "--count=4").lines()).containsExactly("uno", "uno", "due", "due");
    }

    @Test
    void fileIsTextOrBytes() throws Exception {
        Path file = Files.write(directory.resolve("data"), new byte[] {'a', (byte) 0xff, 0});
        assertThat(Run.of("send", url(), "files", "--file=" + file).ending(2).err())
                .contains("--bytes");
        Run.of("send", url(), "files", "--bytes", "--file=" + file).printed();
        assertThat(receive("files", "--json")).contains("\"type\":\"bytes\"", "\"body\":\"Yf8A\"");
        Files.writeString(file, "grün");
        Run.of("send", url(), "files", "--file=" + file).printed();
        assertThat(receive("files")).isEqualToIgnoringNewLines("grün");
    }

    @Test
    void bytesThatAreNoTextAreShownInHexadecimalDigits() throws Exception {
        Path file = Files.write(directory.resolve("data"), new byte[] {'a', (byte) 0xff, 0});
        Run.of("send", url(), "digits", "--bytes", "--file=" + file).printed();
        assertThat(receive("digits")).isEqualToIgnoringNewLines("61ff00");
    }

    private static void sendObject(String queue, boolean typed, Serializable object) throws JMSException {
        try (JMSContext context = new AmqpConnectionFactory(url()).createContext()) {
            ObjectMessage message = context.createObjectMessage();
            message.setBooleanProperty("JMS_AMQP_TYPED_ENCODING", typed);
            message.setObject(object);
            context.createProducer().send(context.createQueue(queue), message);
        }
    }

    @Test
    void valuesOfOtherLanguagesAreShown() throws Exception {
        sendObject("values", true, new TreeMap<>(Map.of("big", UnsignedLong.valueOf(-1L), "of", new int[] {1, 2})));
        sendObject("values", true, 42L);
        sendObject("values", true, "words");
        sendObject("values", true, null);
        assertThat(receive("values", "--json")).contains("\"body\":{\"big\":18446744073709551615,\"of\":[1,2]}}");
        assertThat(receive("values", "--count=3").lines()).containsExactly("42", "words", "(no body)");
    }

    @Test
    void serializedObjectIsNotMadeAnObject() throws Exception {
        sendObject("serialized", false, "text");
        sendObject("serialized", false, "text");
        assertThat(receive("serialized")).isEqualToIgnoringNewLines("(a serialized object)");
        assertThat(receive("serialized", "--json")).contains("\"type\":\"object\"", "\"body\":null");
    }

    @Test
    void propertiesKeepTheirTypes() {
        Run.of(
                        "send",
                        url(),
                        "typed",
                        "x",
                        "--property=a=1",
                        "--property=b:int=2",
                        "--property=c:boolean=true",
                        "--property=d:double=0.5")
                .printed();
        assertThat(receive("typed", "--json"))
                .contains("\"a\":\"1\"", "\"b\":2", "\"c\":true", "\"d\":0.5")
                .hasLineCount(1);
    }

    @Test
    void headersArriveAsTheyWereGiven() {
        Run.of(
                        "send",
                        url(),
                        "headed",
                        "x",
                        "--correlation-id=c-1",
                        "--reply-to=answers",
                        "--priority=7",
                        "--ttl=5m",
                        "--non-persistent",
                        "--property=colour=red")
                .printed();
        assertThat(receive("headed", "--headers"))
                .contains("JMSCorrelationID: c-1", "JMSReplyTo: queue:answers", "JMSPriority: 7", "JMSExpiration: 2")
                .contains("JMSDeliveryMode: NON_PERSISTENT", "JMSDestination: queue:headed", "colour = red");
    }

    @Test
    void delayedMessageCarriesTheTimeOfItsDelivery() {
        Run.of("send", url(), "delayed", "x", "--delay=50ms").printed();
        assertThat(receive("delayed", "--json")).contains("\"JMSDeliveryTime\":");
    }

    @Test
    void nothingToSendIsAMistake() {
        assertThat(Run.of("send", url(), "none").ending(2).err()).contains("BODY, --lines or --file");
    }

    @Test
    void priorityOutOfRangeIsAMistake() {
        assertThat(Run.of("send", url(), "none", "x", "--priority=10").ending(2).err())
                .contains("from 0 to 9");
    }

    @Test
    void whereNothingComesReceiveFails() {
        assertThat(Run.of("receive", url(), "empty", "--wait=50ms").ending(1).err())
                .contains("0 of 1 messages came from queue 'empty'", "-> ");
    }

    @Test
    void receiveTakesAllThatIsThereAndNoMore() {
        Run.of("send", url(), "all", "x", "--count=150").printed();
        assertThat(Run.of("receive", url(), "all", "--count=0", "--wait=1")
                        .printed()
                        .lines())
                .hasSize(150);
    }

    @Test
    void receiveOfOneLeavesTheOthers() {
        Run.of("send", url(), "rest", "one", "two", "three").printed();
        assertThat(receive("rest").lines()).containsExactly("one");
        assertThat(Run.of("browse", url(), "rest").printed().lines()).containsExactly("two", "three");
    }

    @Test
    void followGoesOnUntilTheCountIsReached() {
        Run.of("send", url(), "followed", "one", "two").printed();
        assertThat(receive("followed", "--follow", "--count=2").lines()).containsExactly("one", "two");
    }

    @Test
    void selectorChooses() {
        Run.of("send", url(), "chosen", "no", "--property=n:int=1").printed();
        Run.of("send", url(), "chosen", "yes", "--property=n:int=2").printed();
        assertThat(Run.of("browse", url(), "chosen", "--selector=n > 1").printed())
                .isEqualToIgnoringNewLines("yes");
        assertThat(receive("chosen", "--selector=n > 1")).isEqualToIgnoringNewLines("yes");
    }

    @Test
    void selectorThatIsNoneIsAMistake() {
        assertThat(Run.of("receive", url(), "chosen", "--selector=n >")
                        .ending(2)
                        .err())
                .contains("n >");
    }

    @Test
    void durableSubscriptionKeepsWhatComesMeanwhile() {
        String[] arguments = {
            "receive", url(), "news", "--durable=reader", "--client-id=tool", "--wait=100ms", "--count=0"
        };
        assertThat(Run.of(arguments).printed()).isEmpty();
        Run.of("send", url(), "news", "--topic", "late").printed();
        assertThat(receive("news", "--durable=reader", "--client-id=tool", "--unsubscribe"))
                .isEqualToIgnoringNewLines("late");
        Run.of("send", url(), "news", "--topic", "later").printed();
        assertThat(Run.of(arguments).printed()).isEmpty();
    }

    @Test
    void sharedDurableSubscriptionNeedsNoClientIdentifier() {
        Run.of("receive", url(), "prices", "--shared-durable=all", "--wait=100ms", "--count=0")
                .printed();
        Run.of("send", url(), "prices", "--topic", "7").printed();
        assertThat(receive("prices", "--shared-durable=all", "--unsubscribe")).isEqualToIgnoringNewLines("7");
    }

    @Test
    void durableSubscriptionWithoutClientIdentifierIsAMistake() {
        assertThat(Run.of("receive", url(), "news", "--durable=reader")
                        .ending(2)
                        .err())
                .contains("--client-id");
    }

    @Test
    void passwordMayComeFromTheEnvironment() {
        Map<String, String> environment = Map.of(Peer.PASSWORD_VARIABLE, "right");
        Run.with("", environment, "send", url(), "secured", "x", "--user=alice").printed();
    }

    @Test
    void wrongPasswordIsToldButNotShown() {
        Run run = Run.with(
                        "",
                        Map.of(Peer.PASSWORD_VARIABLE, "wr0ng"),
                        "send",
                        url(),
                        "secured",
                        "x",
                        "--user=alice",
                        "--verbose")
                .ending(1);
        assertThat(run.err()).contains("-> ", "doctor", "at io.amqpjms").doesNotContain("wr0ng");
    }

    @Test
    void failureIsOneLineAndAHint() {
        try (ReservedPort closed = ReservedPort.reserve()) {
            assertThat(Run.of("browse", "amqp://127.0.0.1:" + closed.number(), "q")
                            .ending(1)
                            .err()
                            .lines())
                    .hasSize(2)
                    .first()
                    .asString()
                    .startsWith("amqp-jms: ");
        }
    }

    @Test
    void unknownOptionOfTheUrlIsAMistake() {
        assertThat(Run.of("browse", url() + "?jms.sendTimeuot=1s", "q")
                        .ending(2)
                        .err())
                .contains("jms.sendTimeout");
    }
}
