package io.amqpjms.jms.internal.errors;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.jms.internal.options.InvalidOptionException;
import io.amqpjms.jms.internal.options.Page;
import io.amqpjms.mapping.ConditionMapping;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keeps {@code docs/ERRORS.md} true: its codes and conditions are written from the code, its texts stand in it. */
class ErrorsPageTest {
    private static final Path PAGE = Path.of("../docs/ERRORS.md");
    private static final Pattern TEXT = Pattern.compile("(?m)^\\| \"([^\"]+)\" \\|");
    private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");

    @Test
    void pageShowsTheCodesAndTheConditions() throws IOException {
        new Page("ERRORS.md").shows(codes() + conditions());
    }

    @ParameterizedTest
    @EnumSource
    void everyCodeHasItsCauseAndAdviceAndIsGiven(ErrorCode code) throws IOException {
        assertThat(code.code()).matches("amqpjms:[a-z]+(-[a-z]+)*");
        assertThat(code.cause()).matches("(?s)[A-Z].*\\.");
        assertThat(code.advice()).matches("(?s)[A-Z].*[.?]");
        assertThat(sources(Path.of("src/main/java")))
                .anySatisfy(source -> assertThat(source).containsPattern("ErrorCode\\." + code.name() + "\\b"));
    }

    @Test
    void codesOfOptionsAreAmongThem() {
        assertThat(List.of(
                        InvalidOptionException.INVALID_URI,
                        InvalidOptionException.INVALID_VALUE,
                        InvalidOptionException.UNKNOWN_OPTION,
                        InvalidOptionException.UNSUPPORTED))
                .isSubsetOf(
                        Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList());
    }

    @Test
    void everyConditionWithATypeOfItsOwnIsOnThePage() throws Exception {
        Field table = ConditionMapping.class.getDeclaredField("TABLE");
        table.setAccessible(true);
        assertThat(((Map<?, ?>) table.get(null)).keySet())
                .hasSizeGreaterThan(5)
                .allSatisfy(condition -> assertThat(
                                Arrays.stream(Condition.values()).map(known -> known.symbol))
                        .contains(condition.toString()));
    }

    @Test
    void everyTextOnThePageIsOneOfTheCode() throws IOException {
        List<String> texts = TEXT.matcher(Files.readString(PAGE))
                .results()
                .map(found -> found.group(1))
                .toList();
        List<String> code = Stream.of("amqp-engine", "jms-mapping", "jms-provider")
                .flatMap(module -> sources(Path.of("..", module, "src", "main", "java")).stream())
                .map(source -> JOINED.matcher(source).replaceAll(""))
                .toList();
        assertThat(texts).hasSizeGreaterThan(15);
        for (String text : texts) {
            for (String part : List.of(text.split(" … ", -1))) {
                assertThat(code)
                        .as(text)
                        .anySatisfy(source -> assertThat(source).contains(part));
            }
        }
    }

    private static String codes() {
        return "\n| Code | What happened | What to do |\n| --- | --- | --- |\n"
                + Arrays.stream(ErrorCode.values())
                        .map(code -> "| `" + code.code() + "` | " + code.cause() + " | " + code.advice() + " |\n")
                        .collect(joining());
    }

    private static String conditions() {
        return "\n## The broker's own conditions\n\nThe condition is the error code, the broker's description part of the"
                + " message. A condition that is not listed comes as a plain `JMSException`.\n\n"
                + "| Condition | JMS exception | What it means |\n| --- | --- | --- |\n"
                + Arrays.stream(Condition.values()).map(ErrorsPageTest::row).collect(joining())
                + "\n";
    }

    private static String row(Condition condition) {
        JMSException exception = condition == Condition.INVALID_FIELD
                ? ConditionMapping.exception(condition.symbol, Map.of("invalid-field", "container-id"), "")
                : ConditionMapping.exception(condition.symbol, "");
        return "| `" + condition.symbol + "` | `" + exception.getClass().getSimpleName() + "` | " + condition.meaning
                + " |\n";
    }

    private static List<String> sources(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(ErrorsPageTest::text)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The conditions of AMQP 1.0 (§2.8.15 to §2.8.18, §3.3, §4.5.8) that brokers send to clients. */
    private enum Condition {
        UNAUTHORIZED("amqp:unauthorized-access", "The user may not do that: ask for the permission."),
        NOT_FOUND("amqp:not-found", "There is no such queue or topic, and the broker makes none: create it."),
        RESOURCE_DELETED("amqp:resource-deleted", "The queue or topic was deleted while in use."),
        LIMIT(
                "amqp:resource-limit-exceeded",
                "From a send: a queue, a disk or a quota is full; consume, or raise the limit. From the client itself: the connection"
                        + " or the session has no room for another session, producer or consumer; see"
                        + " [TROUBLESHOOTING](TROUBLESHOOTING.md#long-running-programs)."),
        INVALID_FIELD(
                "amqp:invalid-field",
                "With `container-id` as the field: the client identifier is in use. With another one a plain `JMSException`."),
        ROLLBACK("amqp:transaction:rollback", "The transaction was rolled back: do its work again."),
        TX_TIMEOUT("amqp:transaction:timeout", "The transaction took longer than the broker allows."),
        UNKNOWN_ID("amqp:transaction:unknown-id", "The broker does not know the transaction any more."),
        LOCKED("amqp:resource-locked", "Somebody has it for himself, such as an exclusive consumer."),
        NOT_ALLOWED("amqp:not-allowed", "The broker does not want that here and now."),
        NOT_IMPLEMENTED("amqp:not-implemented", "The broker cannot do that."),
        PRECONDITION("amqp:precondition-failed", "Such as a durable message for a store that is not."),
        INTERNAL("amqp:internal-error", "A fault of the broker: look into its log."),
        DECODE_ERROR("amqp:decode-error", "The broker does not understand what it was sent."),
        ILLEGAL_STATE("amqp:illegal-state", "The broker finds itself asked out of turn."),
        FRAME_SIZE("amqp:frame-size-too-small", "The two sides cannot agree on a frame size: see `amqp.maxFrameSize`."),
        FORCED("amqp:connection:forced", "The broker closed the connection, such as for its own end."),
        FRAMING("amqp:connection:framing-error", "One side could not read the other's frames."),
        MOVED(
                "amqp:connection:redirect",
                "The broker sends the client elsewhere; followed, see [RELIABILITY](RELIABILITY.md)."),
        DETACHED("amqp:link:detach-forced", "The broker ended the link, such as for being idle; it comes back."),
        STOLEN("amqp:link:stolen", "Another consumer took over the subscription under the same name."),
        LINK_MOVED("amqp:link:redirect", "The broker sends the link elsewhere; followed."),
        MESSAGE_SIZE(
                "amqp:link:message-size-exceeded",
                "The message is larger than the broker takes, or than `amqp.maxMessageSize` allows."),
        TRANSFER_LIMIT(
                "amqp:link:transfer-limit-exceeded",
                "The broker sent more than was asked for, or in more parts than `amqp.maxPartsPerMessage`.");

        private final String symbol;
        private final String meaning;

        Condition(String symbol, String meaning) {
            this.symbol = symbol;
            this.meaning = meaning;
        }
    }
}
