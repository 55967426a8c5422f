package io.amqpjms.jms.internal.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class KindTest {

    private static final Kind<Integer> PORT = Kind.number(1, 65_535, "");

    static final Arguments[] readable = {
        Arguments.of(Kind.flag(), "true", true),
        Arguments.of(Kind.flag(), " FALSE ", false),
        Arguments.of(Kind.text(""), " kept as it is ", " kept as it is "),
        Arguments.of(Kind.text(""), "", ""),
        Arguments.of(Kind.list(""), " a , b,,c ", List.of("a", "b", "c")),
        Arguments.of(Kind.list(""), "", List.of()),
        Arguments.of(Kind.counts(""), " a:1 , b::c : 0", Map.of("a", 1, "b::c", 0)),
        Arguments.of(Kind.counts(""), "", Map.of()),
        Arguments.of(PORT, "1", 1),
        Arguments.of(PORT, " 65535 ", 65_535),
        Arguments.of(Kind.number(-1, Integer.MAX_VALUE, ""), "-1", -1),
        Arguments.of(Kind.decimal(1.0, ""), "1.5", 1.5),
        Arguments.of(Kind.delay(), "0", Duration.ZERO),
        Arguments.of(Kind.delay(), "1500", Duration.ofMillis(1500)),
        Arguments.of(Kind.delay(), "20ms", Duration.ofMillis(20)),
        Arguments.of(Kind.delay(), "30s", Duration.ofSeconds(30)),
        Arguments.of(Kind.delay(), "5m", Duration.ofMinutes(5)),
        Arguments.of(Kind.delay(), "2h", Duration.ofHours(2)),
        Arguments.of(Kind.timeout(), "30s", Duration.ofSeconds(30)),
        Arguments.of(Kind.timeout(), "0", Kind.NO_LIMIT),
        Arguments.of(Kind.timeout(), "-1", Kind.NO_LIMIT),
        Arguments.of(Kind.choice(MessageIdType.class), "uuid_string", MessageIdType.UUID_STRING),
        Arguments.of(Kind.numberedChoice(RedeliveryOutcome.class), "REJECTED", RedeliveryOutcome.REJECTED),
        Arguments.of(Kind.numberedChoice(RedeliveryOutcome.class), "1", RedeliveryOutcome.ACCEPTED),
        Arguments.of(
                Kind.numberedChoice(RedeliveryOutcome.class), "5", RedeliveryOutcome.MODIFIED_FAILED_UNDELIVERABLE),
    };

    static final Arguments[] unreadable = {
        Arguments.of(Kind.flag(), "yes"),
        Arguments.of(Kind.counts(""), "a"),
        Arguments.of(Kind.counts(""), ":1"),
        Arguments.of(Kind.counts(""), "a:-1"),
        Arguments.of(Kind.counts(""), "a:many"),
        Arguments.of(Kind.flag(), ""),
        Arguments.of(PORT, "0"),
        Arguments.of(PORT, "65536"),
        Arguments.of(PORT, "4294967297"),
        Arguments.of(PORT, "99999999999999999999"),
        Arguments.of(PORT, "12.5"),
        Arguments.of(PORT, ""),
        Arguments.of(Kind.decimal(1.0, ""), "0.9"),
        Arguments.of(Kind.decimal(1.0, ""), "NaN"),
        Arguments.of(Kind.decimal(1.0, ""), "Infinity"),
        Arguments.of(Kind.decimal(1.0, ""), "two"),
        Arguments.of(Kind.delay(), "-1"),
        Arguments.of(Kind.delay(), "10 years"),
        Arguments.of(Kind.delay(), "999999999999999h"),
        Arguments.of(Kind.timeout(), "-2"),
        Arguments.of(Kind.timeout(), "soon"),
        Arguments.of(Kind.choice(MessageIdType.class), "GUID"),
        Arguments.of(Kind.choice(MessageIdType.class), "1"),
        Arguments.of(Kind.numberedChoice(RedeliveryOutcome.class), "0"),
        Arguments.of(Kind.numberedChoice(RedeliveryOutcome.class), "6"),
    };

    @ParameterizedTest
    @FieldSource("readable")
    void textStandsForItsValue(Kind<?> kind, String text, Object value) {
        assertThat(kind.read(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @FieldSource("unreadable")
    void textOfAnotherKindStandsForNothing(Kind<?> kind, String text) {
        assertThat(kind.read(text)).isNull();
    }

    @Test
    void noLimitIsLongButStillCountable() {
        assertThat(Kind.NO_LIMIT.toNanos()).isPositive();
        assertThat(Kind.NO_LIMIT).isGreaterThan(Duration.ofDays(365 * 50));
    }
}
