package io.amqpjms.engine.testing;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A frame or protocol header on its way between a client and a broker (AMQP 1.0 §2.2, §2.3). Immutable. */
public final class PassingFrame {
    private static final int HEADER_SIZE = 8;
    private static final int LARGEST = 64 << 20;
    private static final byte SASL_TYPE = 1;
    private static final String[] PERFORMATIVES = {
        "open", "begin", "attach", "flow", "transfer", "disposition", "detach", "end", "close"
    };
    private static final int FIRST_PERFORMATIVE = 0x10;
    // amqp-value (§3.2.8) holding a declare or a discharge (§4.5.2, §4.5.3), as every codec in use writes them.
    private static final byte[] DECLARE = {0x00, 0x53, 0x77, 0x00, 0x53, 0x31};
    private static final byte[] DISCHARGE = {0x00, 0x53, 0x77, 0x00, 0x53, 0x32};

    private final boolean fromClient;
    private final String name;
    private final byte[] bytes;

    private PassingFrame(boolean fromClient, String name, byte[] bytes) {
        this.fromClient = fromClient;
        this.name = name;
        this.bytes = bytes;
    }

    /** A whole frame that the broker never sent. */
    static PassingFrame ofBroker(byte[] bytes) {
        return new PassingFrame(false, nameOf(bytes), bytes);
    }

    /** Whether the client sent it. */
    public boolean fromClient() {
        return fromClient;
    }

    /**
     * Its performative, such as {@code "attach"}; {@code "declare"} and {@code "discharge"} for the transfers that carry
     * these, {@code "header"} for a protocol header, {@code "empty"} for a sign of life, {@code "sasl"} for a step of the
     * login.
     */
    public String name() {
        return name;
    }

    /** The channel of its sender. */
    int channel() {
        return ((bytes[6] & 0xff) << 8) | (bytes[7] & 0xff);
    }

    /** What follows the header. */
    ByteBuffer body() {
        int begin = (bytes[4] & 0xff) * 4;
        return ByteBuffer.wrap(bytes, begin, bytes.length - begin).slice();
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }

    void writeHalfTo(OutputStream out) throws IOException {
        out.write(bytes, 0, bytes.length / 2);
    }

    /** Waits for the next one; null at the end of the stream. */
    static @Nullable PassingFrame read(DataInputStream in, boolean fromClient) throws IOException {
        byte[] head = in.readNBytes(HEADER_SIZE);
        if (head.length < HEADER_SIZE) {
            return null;
        }
        if (head[0] == 'A' && head[1] == 'M' && head[2] == 'Q' && head[3] == 'P') {
            return new PassingFrame(fromClient, "header", head);
        }
        int size = ((head[0] & 0xff) << 24) | ((head[1] & 0xff) << 16) | ((head[2] & 0xff) << 8) | (head[3] & 0xff);
        if (size < HEADER_SIZE || size > LARGEST) {
            throw new IOException("not a frame: its size is said to be " + size);
        }
        byte[] bytes = Arrays.copyOf(head, size);
        if (in.readNBytes(bytes, HEADER_SIZE, size - HEADER_SIZE) < size - HEADER_SIZE) {
            throw new EOFException("the stream ends within a frame");
        }
        return new PassingFrame(fromClient, nameOf(bytes), bytes);
    }

    private static String nameOf(byte[] frame) {
        int body = (frame[4] & 0xff) * 4;
        if (frame[5] == SASL_TYPE) {
            return "sasl";
        }
        if (frame.length <= body) {
            return "empty";
        }
        // 0x00 smallulong code, or 0x00 ulong code (§1.6.10)
        int code = frame[body + 1] == 0x53 ? frame[body + 2] : frame[body + 9];
        int index = code - FIRST_PERFORMATIVE;
        String name = index >= 0 && index < PERFORMATIVES.length ? PERFORMATIVES[index] : "frame-" + code;
        if (!"transfer".equals(name)) {
            return name;
        }
        return contains(frame, DECLARE) ? "declare" : contains(frame, DISCHARGE) ? "discharge" : name;
    }

    private static boolean contains(byte[] bytes, byte[] wanted) {
        for (int at = 0; at + wanted.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return (fromClient ? "client's " : "broker's ") + name;
    }
}
