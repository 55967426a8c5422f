package io.amqpjms.jms.internal.options;

import io.amqpjms.engine.ProxyOptions;
import io.amqpjms.engine.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What values an option takes and how their text is read. Immutable.
 *
 * @param <T> the type of the value
 */
public final class Kind<T> {

    /** A wait without a limit: a hundred years, so that no caller needs a special case for it. */
    public static final Duration NO_LIMIT = Duration.ofDays(36_500);

    private final String type;
    private final String range;
    private final String example;
    private final BiFunction<String, String, @Nullable T> reader;

    private Kind(String type, String range, String example, Function<String, @Nullable T> reader) {
        this(type, range, example, (tail, text) -> reader.apply(text));
    }

    private Kind(String type, String range, String example, BiFunction<String, String, @Nullable T> reader) {
        this.type = type;
        this.range = range;
        this.example = example;
        this.reader = reader;
    }

    /** A switch. */
    public static Kind<Boolean> flag() {
        return new Kind<>("switch", "true or false", "true", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> null;
        });
    }

    /** Any text, also the empty one. */
    public static Kind<String> text(String example) {
        return new Kind<>("text", "any", example, text -> text);
    }

    /** A text that is never shown. */
    public static Kind<Secret> secret() {
        return new Kind<>("secret", "any", "...", Secret::of);
    }

    /** An absolute URI, which is shown: one with a user and a password is refused. */
    public static Kind<URI> uri(String example) {
        return new Kind<>("URI", "absolute, without user and password", example, text -> {
            try {
                URI uri = new URI(text);
                return uri.isAbsolute() && uri.getRawUserInfo() == null ? uri : null;
            } catch (URISyntaxException malformed) {
                return null;
            }
        });
    }

    /** Texts that are never shown, each with a name of its own. */
    public static Kind<NamedSecrets> namedSecrets() {
        return new Kind<>("secret", "any", "...", NamedSecrets::of);
    }

    /** A proxy's URL. */
    public static Kind<ProxyOptions> proxy() {
        return new Kind<>("proxy", "http://host:port or socks5://host:port", "http://proxy.example.com:8080", text -> {
            try {
                return ProxyOptions.parse(text);
            } catch (IllegalArgumentException noProxy) {
                return null;
            }
        });
    }

    /** Texts separated by commas; blanks around them do not count. */
    public static Kind<List<String>> list(String example) {
        return new Kind<>("list", "separated by commas", example, Kind::parts);
    }

    private static List<String> parts(String text) {
        return Stream.of(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** A count for each of some names, in the order in which they are written. */
    public static Kind<Map<String, Integer>> counts(String example) {
        return new Kind<>("list", "name:number, separated by commas", example, text -> {
            Map<String, Integer> counts = new LinkedHashMap<>();
            for (String part : parts(text)) {
                int colon = part.lastIndexOf(':');
                Long count = wholeNumber(part.substring(colon + 1).strip());
                if (colon < 1 || count == null || count < 0 || count > Integer.MAX_VALUE) {
                    return null;
                }
                counts.put(part.substring(0, colon).strip(), count.intValue());
            }
            return counts;
        });
    }

    /** A whole number. */
    public static Kind<Integer> number(int least, int most, String unit) {
        String bounds = most == Integer.MAX_VALUE ? least + " or more" : least + " to " + most;
        String range = unit.isEmpty() ? bounds : bounds + " " + unit;
        return new Kind<>("number", range, String.valueOf(Math.max(least, Math.min(most, 1000))), text -> {
            Long value = wholeNumber(text);
            return value == null || value < least || value > most ? null : (Integer) value.intValue();
        });
    }

    /** A number with a fraction. */
    public static Kind<Double> decimal(double least, String example) {
        return new Kind<>("decimal", "at least " + least, example, text -> {
            try {
                double value = Double.parseDouble(text);
                return value >= least && value <= Double.MAX_VALUE ? (Double) value : null;
            } catch (NumberFormatException notANumber) {
                return null;
            }
        });
    }

    /** A delay: zero or more. */
    public static Kind<Duration> delay() {
        return new Kind<>(
                "duration",
                "0 or more, in milliseconds or with a unit: ms, s, m, h",
                "500ms",
                text -> Durations.read(text));
    }

    /** How long to wait: zero and -1 both mean {@link #NO_LIMIT}. */
    public static Kind<Duration> timeout() {
        return new Kind<>(
                "duration", "in milliseconds or with a unit: ms, s, m, h; 0 and -1 mean no limit", "30s", text -> {
                    Duration value = text.equals("-1") ? Duration.ZERO : Durations.read(text);
                    return value != null && value.isZero() ? NO_LIMIT : value;
                });
    }

    /** One of the constants, in any case. */
    public static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
        return choice(type, text -> named(type, text));
    }

    /** One of the constants, by its name in any case or by its place, counted from 1. */
    public static <E extends Enum<E>> Kind<E> numberedChoice(Class<E> type) {
        E[] constants = type.getEnumConstants();
        return choice(type, text -> {
            Long place = wholeNumber(text);
            if (place == null) {
                return named(type, text);
            }
            return place < 1 || place > constants.length ? null : constants[place.intValue() - 1];
        });
    }

    private static <E extends Enum<E>> Kind<E> choice(Class<E> type, Function<String, @Nullable E> reader) {
        E[] constants = type.getEnumConstants();
        String names =
                String.join(", ", Arrays.stream(constants).map(Enum::name).toList());
        return new Kind<>("choice", "one of " + names, constants[constants.length - 1].name(), reader);
    }

    private static <E extends Enum<E>> @Nullable E named(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(text))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Long wholeNumber(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    /** The value that the text stands for, or null if it stands for none of this kind. */
    @Nullable
    T read(String text) {
        return read("", text);
    }

    /** The same for an option whose name ends as the user likes; {@code tail} is what the user chose. */
    @Nullable
    T read(String tail, String text) {
        return reader.apply(tail, isVerbatim() ? text : text.strip());
    }

    private boolean isVerbatim() {
        return isSecret() || type.equals("text");
    }

    /** One word for what the value is. */
    public String type() {
        return type;
    }

    /** Which values there are. */
    public String range() {
        return range;
    }

    /** A value that is one of them. */
    public String example() {
        return example;
    }

    /** Whether the value must not be shown. */
    public boolean isSecret() {
        return type.equals("secret");
    }
}
