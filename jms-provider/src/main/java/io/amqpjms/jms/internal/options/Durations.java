package io.amqpjms.jms.internal.options;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads durations: a number of milliseconds, or a number with a unit. Stateless. */
final class Durations {

    private static final Pattern FORM = Pattern.compile("(\\d{1,15})(ms|s|m|h)?");

    private Durations() {}

    /** The duration, or null if the text is none or exceeds {@link Kind#NO_LIMIT}. */
    static @Nullable Duration read(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        Duration value = Duration.of(Long.parseLong(form.group(1)), unit(form.group(2)));
        return value.compareTo(Kind.NO_LIMIT) > 0 ? null : value;
    }

    private static ChronoUnit unit(@Nullable String name) {
        if (name == null) {
            return ChronoUnit.MILLIS;
        }
        return switch (name) {
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            case "h" -> ChronoUnit.HOURS;
            default -> ChronoUnit.MILLIS;
        };
    }
}
