package io.amqpjms.engine.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The first fields of a performative, as far as they are numbers, booleans, texts or nothing (AMQP 1.0 §1.6). Immutable. */
final class FrameFields {
    private static final int NULL = 0x40;
    private final ByteBuffer bytes;
    private final int first;

    FrameFields(PassingFrame frame) {
        bytes = frame.body();
        // 0x00, and the code as smallulong or ulong; then the head of the list.
        int list = bytes.get(1) == 0x53 ? 3 : 10;
        first = switch (bytes.get(list) & 0xff) {
            case 0xc0 -> list + 3;
            case 0xd0 -> list + 9;
            default -> throw new IllegalArgumentException("a " + frame + " without fields");
        };
    }

    /** The number at this place, -1 if there is none. */
    int uint(int index) {
        int at = place(index);
        return switch (bytes.get(at) & 0xff) {
            case 0x43 -> 0;
            case 0x52 -> bytes.get(at + 1) & 0xff;
            case 0x60 -> bytes.getShort(at + 1) & 0xffff;
            case 0x70 -> bytes.getInt(at + 1);
            case NULL -> -1;
            default -> throw unexpected(at);
        };
    }

    boolean isTrue(int index) {
        int at = place(index);
        int code = bytes.get(at) & 0xff;
        return code == 0x41 || (code == 0x56 && bytes.get(at + 1) == 1);
    }

    String text(int index) {
        int at = place(index);
        int head = (bytes.get(at) & 0xff) == 0xa1 ? 2 : 5;
        byte[] text = new byte[size(at) - head];
        bytes.get(at + head, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private int place(int index) {
        int at = first;
        for (int i = 0; i < index; i++) {
            at += size(at);
        }
        return at;
    }

    private int size(int at) {
        return switch (bytes.get(at) & 0xff) {
            case NULL, 0x41, 0x42, 0x43 -> 1;
            case 0x52, 0x56 -> 2;
            case 0x60 -> 3;
            case 0x70 -> 5;
            case 0xa1 -> 2 + (bytes.get(at + 1) & 0xff);
            case 0xb1 -> 5 + bytes.getInt(at + 1);
            default -> throw unexpected(at);
        };
    }

    private IllegalArgumentException unexpected(int at) {
        return new IllegalArgumentException(
                "no field is expected to begin with 0x" + Integer.toHexString(bytes.get(at) & 0xff));
    }
}
