package io.amqpjms.jms.internal.options;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the option table against the list of Qpid JMS's options. */
class MigrationPageTest {

    private record PeerOption(String name, String byDefault) {}

    static List<PeerOption> peerOptions() throws IOException {
        try (InputStream list = MigrationPageTest.class.getResourceAsStream("qpid-jms-2.10.0-options.txt")) {
            return new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line ->
                            new PeerOption(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("peerOptions")
    void optionIsKnownWithItsDefault(PeerOption peer) {
        Option<?> option = OptionTable.find(peer.name());
        assertThat(option).isNotNull();
        assertThat(defaultThere(option)).isEqualTo(peer.byDefault());
    }

    @Test
    void everyDifferenceHasAReason() {
        assertThat(OptionTable.all().stream().map(Option::byDefault).filter(Default::differs))
                .isNotEmpty()
                .allSatisfy(byDefault -> {
                    assertThat(byDefault.why()).matches("[A-Z].*\\.");
                    assertThat(byDefault.elsewhere()).isNotEqualTo(byDefault.text());
                });
    }

    @Test
    void pageShowsEveryOptionOfThePeer() throws Exception {
        String rows =
                peerOptions().stream().map(MigrationPageTest::row).distinct().collect(joining());
        new Page("MIGRATING-FROM-QPID-JMS.md")
                .shows("\n| Option | Default there | Default here | State | Remark |\n| --- | --- | --- | --- | --- |\n"
                        + rows + "\n");
    }

    private static String row(PeerOption peer) {
        Option<?> option = OptionTable.get(peer.name());
        String name = OptionTable.aliases().containsKey(peer.name()) ? peer.name() : option.name();
        return "| `" + name + "` | " + code(peer.byDefault()) + " | " + code(defaultHere(option)) + " | "
                + state(option) + " | " + remark(option, name) + " |\n";
    }

    private static String state(Option<?> option) {
        return switch (option.support().state()) {
            case WORKS -> option.byDefault().differs() ? "works, other default" : "works";
            case NO_EFFECT -> "accepted, no effect";
            case REFUSED -> "refused";
        };
    }

    private static String remark(Option<?> option, String name) {
        String alias = name.equals(option.name()) ? "" : "Another name of `" + option + "`. ";
        String why = option.byDefault().why();
        String reason = option.support().reason();
        boolean twice = why == null || reason.startsWith(why.substring(0, why.length() - 1));
        return (alias + (twice ? "" : why + " ") + reason).strip();
    }

    private static String defaultHere(Option<?> option) {
        String text = option.byDefault().text();
        return text == null ? "none" : text;
    }

    private static String defaultThere(Option<?> option) {
        String elsewhere = option.byDefault().elsewhere();
        return elsewhere == null ? defaultHere(option) : elsewhere;
    }

    private static String code(String text) {
        return text.isEmpty() ? "(empty)" : text.equals("none") || text.contains(" ") ? text : "`" + text + "`";
    }
}
