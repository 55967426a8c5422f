package io.amqpjms.engine;

import io.amqpjms.engine.message.AmqpMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Sends what an input stream holds as the body of a message, in data sections of a fixed size (AMQP 1.0 §3.2.6), as fast as
 * the sender takes it. On the caller's thread, which blocks.
 */
final class BodyPump {
    private static final int SECTION_SIZE = 1 << 16;
    private static final int HEADER_SIZE = 8;

    private final MessageStream stream;

    BodyPump(MessageStream stream) {
        this.stream = stream;
    }

    Tracker pump(AmqpMessage head, InputStream body) throws IOException {
        boolean whole = false;
        try {
            write(head.encode());
            byte[] bytes = body.readNBytes(SECTION_SIZE);
            do {
                write(section(bytes));
                bytes = body.readNBytes(SECTION_SIZE);
            } while (bytes.length > 0);
            whole = true;
            return stream.complete();
        } finally {
            if (!whole) {
                stream.abort();
            }
        }
    }

    private void write(byte[] part) throws IOException {
        CompletableFuture<Void> taken = stream.write(part);
        try {
            taken.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while sending a message from a stream; it is aborted", e);
        } catch (ExecutionException e) {
            throw new IOException("A message could not be sent from a stream: " + reason(e), e.getCause());
        }
    }

    private static String reason(ExecutionException failure) {
        return String.valueOf(
                failure.getCause() == null ? failure : failure.getCause().getMessage());
    }

    /** A data section with a length of four bytes: descriptor 0x75, constructor 0xb0. */
    private static byte[] section(byte[] bytes) {
        byte[] section = new byte[HEADER_SIZE + bytes.length];
        section[1] = 0x53;
        section[2] = 0x75;
        section[3] = (byte) 0xb0;
        for (int i = 0; i < Integer.BYTES; i++) {
            section[4 + i] = (byte) (bytes.length >>> (24 - 8 * i));
        }
        System.arraycopy(bytes, 0, section, HEADER_SIZE, bytes.length);
        return section;
    }
}
