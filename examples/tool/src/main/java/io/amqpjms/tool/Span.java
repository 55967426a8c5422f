package io.amqpjms.tool;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time: seconds, or a number with a unit. Stateless. */
final class Span implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h)?");

    @Override
    public Duration convert(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new TypeConversionException("'" + text
                    + "' is no time: give seconds, such as 5 or 0.5, or a unit, such as 500ms, 30s, 5m or 2h");
        }
        long millis = unit(parts.group(2) == null ? "s" : parts.group(2)).toMillis();
        return Duration.ofNanos(new BigDecimal(parts.group(1))
                .multiply(BigDecimal.valueOf(millis))
                .movePointRight(6)
                .longValue());
    }

    private static Duration unit(String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            default -> Duration.ofSeconds(1);
        };
    }
}
