package io.amqpjms.jms.internal.options;

import static java.util.stream.Collectors.joining;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the options behind a URI's question mark: {@code name=value&name=value}, percent-encoded. Stateless. */
final class Query {

    private Query() {}

    /** The options in their order; {@code whole} is the URI that a refusal names. */
    static Map<String, String> parse(String query, String whole) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String part : query.split("&", -1)) {
            if (part.isBlank()) {
                continue;
            }
            int equals = part.indexOf('=');
            if (equals < 1) {
                throw InvalidOptionException.uri(whole, "its options are not all of the form name=value.");
            }
            String name = decode(part.substring(0, equals).strip(), whole);
            if (options.put(name, decode(part.substring(equals + 1), whole)) != null) {
                throw InvalidOptionException.uri(whole, "option '" + name + "' stands there twice.");
            }
        }
        return Collections.unmodifiableMap(options);
    }

    // As in an HTML form, so that URLEncoder is the way to write a value: a plus sign stands for a blank.
    static String decode(String text, String whole) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw InvalidOptionException.uri(
                    whole,
                    "a percent sign in its options is not followed by two hexadecimal digits. Write %25 for one.");
        }
    }

    /** The options without those that hold secrets. */
    static Map<String, String> withoutSecrets(Map<String, String> options) {
        Map<String, String> shown = new LinkedHashMap<>(options);
        shown.keySet().removeIf(Query::isSecret);
        return Collections.unmodifiableMap(shown);
    }

    /** The question mark and the options behind it, or nothing. */
    static String text(Map<String, String> options) {
        return options.entrySet().stream()
                .map(option -> encode(option.getKey()) + "=" + encode(option.getValue()))
                .collect(joining("&", options.isEmpty() ? "" : "?", ""));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Whether the option of this name holds a secret. */
    static boolean isSecret(String name) {
        boolean nested = name.startsWith(OptionTable.NESTED);
        Option<?> option = OptionTable.find(nested ? name.substring(OptionTable.NESTED.length()) : name);
        return option != null && option.kind().isSecret();
    }
}
