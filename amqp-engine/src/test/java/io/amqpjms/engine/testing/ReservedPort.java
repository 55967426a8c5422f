package io.amqpjms.engine.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A port of {@code 127.0.0.1} that nobody else gets while it is held, and that refuses who comes: a socket is bound to it
 * that does not listen. Who asks to share the address ({@code SO_REUSEADDR}) may listen on it meanwhile. As an extension it is given back after the test.
 */
public final class ReservedPort implements AfterEachCallback, AutoCloseable {
    private final Socket holder = new Socket();

    private ReservedPort() throws IOException {
        holder.setReuseAddress(true);
        holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** Holds a free port. */
    public static ReservedPort reserve() {
        try {
            return new ReservedPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The port. */
    public int number() {
        return holder.getLocalPort();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        try {
            holder.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
