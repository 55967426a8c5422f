package io.amqpjms.mapping.message;

import io.amqpjms.engine.message.Symbol;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a content type says about the bytes of a data section (AMQP 1.0 §3.2.4). Stateless. */
final class ContentType {

    static final Symbol OCTET_STREAM = Symbol.of("application/octet-stream");
    static final Symbol SERIALIZED_OBJECT = Symbol.of("application/x-java-serialized-object");

    private static final Set<String> TEXTUAL_APPLICATIONS =
            Set.of("xml", "json", "javascript", "ecmascript", "xml-dtd");

    /** Content encodings that leave the bytes as they are; UTF-8 is none, but is often named as one. */
    private static final Set<String> NO_ENCODING = Set.of("", "identity", "utf-8");

    private ContentType() {}

    /** Whether the bytes of a data section are not what the content type says until something else is undone. */
    static boolean isEncoded(@Nullable Symbol contentEncoding) {
        return contentEncoding != null
                && !NO_ENCODING.contains(contentEncoding.toString().toLowerCase(Locale.ROOT));
    }

    /** The charset of a type that is text, null when it is no text or in a charset unknown here. */
    static @Nullable Charset textCharset(@Nullable Symbol symbol) {
        if (symbol == null) {
            return null;
        }
        String contentType = symbol.toString();
        int end = contentType.indexOf(';');
        String type =
                (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return isTextual(type) ? charset(symbol) : null;
    }

    /** The charset a content type names, UTF-8 when it names none, null when it is unknown here. */
    static @Nullable Charset charset(@Nullable Symbol contentType) {
        String name = contentType == null ? null : parameter(contentType.toString(), "charset");
        if (name == null) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }

    /** The text these bytes are, null when they are none in that charset. */
    static @Nullable String decode(ByteBuffer bytes, Charset charset) {
        try {
            return charset.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isTextual(String type) {
        int slash = type.indexOf('/');
        if (slash <= 0 || slash == type.length() - 1) {
            return false;
        }
        String top = type.substring(0, slash);
        String sub = type.substring(slash + 1);
        return top.equals("text")
                || sub.endsWith("+xml")
                || sub.endsWith("+json")
                || (top.equals("application") && TEXTUAL_APPLICATIONS.contains(sub));
    }

    private static @Nullable String parameter(String contentType, String name) {
        String[] parts = contentType.split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0 && parts[i].substring(0, equals).strip().equalsIgnoreCase(name)) {
                return unquoted(parts[i].substring(equals + 1).strip());
            }
        }
        return null;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
