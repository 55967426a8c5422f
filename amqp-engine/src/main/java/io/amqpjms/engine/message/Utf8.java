package io.amqpjms.engine.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/** Writes and reads text as UTF-8 (RFC 3629), and notices what UTF-8 cannot hold: half a surrogate pair. Stateless. */
final class Utf8 {
    private static final int REPLACEMENT = 0xfffd;

    private Utf8() {}

    /**
     * The number of bytes that the text takes.
     *
     * @throws AmqpEncodeException if it has half a surrogate pair and those are not replaced
     */
    static int length(String text, boolean replacing) {
        int chars = text.length();
        int at = 0;
        while (at < chars && text.charAt(at) < 0x80) {
            at++;
        }
        long bytes = at;
        for (; at < chars; at++) {
            char unit = text.charAt(at);
            if (unit < 0x80) {
                bytes++;
            } else if (unit < 0x800) {
                bytes += 2;
            } else if (!Character.isSurrogate(unit)) {
                bytes += 3;
            } else if (isPair(text, at)) {
                bytes += 4;
                at++;
            } else if (replacing) {
                bytes += 3;
            } else {
                throw new AmqpEncodeException("The text has half of a surrogate pair at index " + at
                        + ", which UTF-8 cannot hold: send whole characters, or bytes");
            }
        }
        if (bytes > Integer.MAX_VALUE - 16) {
            throw new AmqpEncodeException("The text takes " + bytes + " bytes, more than an array can hold");
        }
        return (int) bytes;
    }

    /** Writes text of a known length in bytes, and returns the position after it. */
    @SuppressWarnings("deprecation") // Drops the upper half of each char, which ASCII does not have.
    static int write(String text, byte[] target, int from, int length) {
        int chars = text.length();
        int to = from;
        if (length == chars) {
            text.getBytes(0, chars, target, from);
            return from + length;
        }
        for (int i = 0; i < chars; i++) {
            int codePoint = text.charAt(i);
            if (Character.isSurrogate((char) codePoint)) {
                codePoint = isPair(text, i) ? text.codePointAt(i++) : REPLACEMENT;
            }
            to = write(codePoint, target, to);
        }
        return to;
    }

    private static int write(int codePoint, byte[] target, int at) {
        int to = at;
        if (codePoint < 0x80) {
            target[to++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            target[to++] = (byte) (0xc0 | (codePoint >> 6));
            target[to++] = (byte) (0x80 | (codePoint & 0x3f));
        } else if (codePoint < 0x10000) {
            target[to++] = (byte) (0xe0 | (codePoint >> 12));
            target[to++] = (byte) (0x80 | ((codePoint >> 6) & 0x3f));
            target[to++] = (byte) (0x80 | (codePoint & 0x3f));
        } else {
            target[to++] = (byte) (0xf0 | (codePoint >> 18));
            target[to++] = (byte) (0x80 | ((codePoint >> 12) & 0x3f));
            target[to++] = (byte) (0x80 | ((codePoint >> 6) & 0x3f));
            target[to++] = (byte) (0x80 | (codePoint & 0x3f));
        }
        return to;
    }

    /** The text that the bytes are, or null if they are not UTF-8. */
    static @Nullable String read(byte[] bytes, int offset, int length) {
        String text = new String(bytes, offset, length, UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : readStrictly(bytes, offset, length);
    }

    /** Tells a U+FFFD that was sent from one that stands for bytes that are not UTF-8. */
    private static @Nullable String readStrictly(byte[] bytes, int offset, int length) {
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, offset, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isPair(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1));
    }
}
