package io.amqpjms.engine.internal.sasl;

import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.PeerAddress;
import io.amqpjms.engine.internal.transport.ThisMachine;
import java.util.function.BooleanSupplier;

/**
 * The peer of a login, and what protects the line to it.
 *
 * @param address host and port
 * @param url how it is named in messages
 * @param exposed whether others can read the line: it is not encrypted and leaves this machine
 * @param certificate tells whether this side showed a certificate of its own
 */
public record Server(PeerAddress address, String url, boolean exposed, BooleanSupplier certificate) {
    /** The peer that a connection with these options has. */
    public static Server of(ConnectionOptions options, BooleanSupplier certificate) {
        return new Server(
                options.address(), options.peer(), options.tls() == null && !ThisMachine.keeps(options), certificate);
    }
}
