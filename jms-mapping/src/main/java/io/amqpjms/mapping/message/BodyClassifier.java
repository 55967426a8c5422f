package io.amqpjms.mapping.message;

import io.amqpjms.engine.message.EncodedMessage;
import io.amqpjms.engine.message.Section;
import io.amqpjms.engine.message.Symbol;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * Which JMS message a body makes: the annotated one if the body fits it, else the one the body asks for by its section
 * and content type. So every body reaches the application in a message that can read it. Stateless.
 */
final class BodyClassifier {

    private static final int NO_BODY = 0;

    private BodyClassifier() {}

    static MessageType classify(EncodedMessage encoded, Headers headers, @Nullable MessageType annotated) {
        return annotated != null && fits(annotated, encoded, headers) ? annotated : byBody(encoded, headers);
    }

    private static boolean fits(MessageType type, EncodedMessage encoded, Headers headers) {
        return switch (encoded.bodyKind()) {
            case NO_BODY -> true;
            case Section.DATA -> dataFits(type, encoded, headers);
            case Section.SEQUENCE -> type == MessageType.STREAM || type == MessageType.OBJECT;
            default -> valueFits(type, encoded.valueCode());
        };
    }

    private static boolean dataFits(MessageType type, EncodedMessage encoded, Headers headers) {
        if (type == MessageType.BYTES) {
            return true;
        }
        if (ContentType.isEncoded(headers.rare.contentEncoding())) {
            return false;
        }
        return switch (type) {
            case TEXT -> text(encoded, ContentType.charset(headers.contentType)) != null;
            case OBJECT -> ContentType.SERIALIZED_OBJECT.equals(headers.contentType) && isSerialized(encoded);
            default -> false;
        };
    }

    private static boolean valueFits(MessageType type, int code) {
        if (type == MessageType.OBJECT || code == 0x40) {
            return true;
        }
        return switch (type) {
            case TEXT -> isString(code);
            case BYTES -> isBinary(code);
            case MAP -> code == 0xc1 || code == 0xd1;
            case STREAM -> code == 0x45 || code == 0xc0 || code == 0xd0;
            default -> false;
        };
    }

    private static MessageType byBody(EncodedMessage encoded, Headers headers) {
        return switch (encoded.bodyKind()) {
            case NO_BODY -> byContentType(headers.contentType);
            case Section.DATA -> byData(encoded, headers);
            case Section.SEQUENCE -> MessageType.OBJECT;
            default -> byValue(encoded.valueCode());
        };
    }

    private static MessageType byContentType(@Nullable Symbol contentType) {
        if (contentType == null || ContentType.textCharset(contentType) != null) {
            return MessageType.TEXT;
        }
        if (contentType.equals(ContentType.OCTET_STREAM)) {
            return MessageType.BYTES;
        }
        return contentType.equals(ContentType.SERIALIZED_OBJECT) ? MessageType.OBJECT : MessageType.MESSAGE;
    }

    private static MessageType byData(EncodedMessage encoded, Headers headers) {
        Symbol contentType = headers.contentType;
        if (ContentType.isEncoded(headers.rare.contentEncoding())) {
            return MessageType.BYTES;
        }
        if (ContentType.SERIALIZED_OBJECT.equals(contentType) && isSerialized(encoded)) {
            return MessageType.OBJECT;
        }
        boolean isText = text(encoded, ContentType.textCharset(contentType)) != null;
        return isText ? MessageType.TEXT : MessageType.BYTES;
    }

    private static MessageType byValue(int code) {
        if (code == 0x40 || isString(code)) {
            return MessageType.TEXT;
        }
        return isBinary(code) ? MessageType.BYTES : MessageType.OBJECT;
    }

    private static boolean isString(int code) {
        return code == 0xa1 || code == 0xb1;
    }

    private static boolean isBinary(int code) {
        return code == 0xa0 || code == 0xb0;
    }

    private static boolean isSerialized(EncodedMessage encoded) {
        return ObjectSerialization.isStream(BodyBytes.of(encoded));
    }

    private static @Nullable String text(EncodedMessage encoded, @Nullable Charset charset) {
        return charset == null ? null : ContentType.decode(BodyBytes.of(encoded), charset);
    }
}
