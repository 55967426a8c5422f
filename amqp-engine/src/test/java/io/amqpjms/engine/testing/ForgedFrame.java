package io.amqpjms.engine.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Frames that end something, as bytes (AMQP 1.0 §2.7.7, §2.7.8). */
final class ForgedFrame {
    private static final int HEADER_SIZE = 8;
    private static final byte END = 0x17;
    private static final byte DETACH = 0x16;

    private ForgedFrame() {}

    static byte[] end(int channel, String reason) {
        return frame(channel, END, 1, error(reason));
    }

    /** A detach that does not close, without a reason. */
    static byte[] detach(int channel, int handle) {
        return frame(channel, DETACH, 1, handle(handle).array());
    }

    static byte[] detach(int channel, int handle, boolean closed, String reason) {
        byte[] error = error(reason);
        byte[] fields = ByteBuffer.allocate(5 + 1 + error.length)
                .put(handle(handle).flip())
                .put((byte) (closed ? 0x41 : 0x42))
                .put(error)
                .array();
        return frame(channel, DETACH, 3, fields);
    }

    private static ByteBuffer handle(int handle) {
        return ByteBuffer.allocate(5).put((byte) 0x70).putInt(handle);
    }

    private static byte[] error(String reason) {
        byte[] condition = reason.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(6 + 2 + condition.length)
                .put(new byte[] {0x00, 0x53, 0x1d, (byte) 0xc0, (byte) (condition.length + 3), 1})
                .put((byte) 0xa3)
                .put((byte) condition.length)
                .put(condition)
                .array();
    }

    private static byte[] frame(int channel, byte performative, int count, byte[] fields) {
        int size = HEADER_SIZE + 6 + fields.length;
        return ByteBuffer.allocate(size)
                .putInt(size)
                .put((byte) 2)
                .put((byte) 0)
                .putShort((short) channel)
                .put(new byte[] {0x00, 0x53, performative, (byte) 0xc0, (byte) (fields.length + 1), (byte) count})
                .put(fields)
                .array();
    }
}
