package io.amqpjms.engine;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An AMQP session (AMQP 1.0 §2.5). All methods may be called from any thread. */
public interface Session extends Endpoint<Session> {
    /** The connection that carries this session. */
    Connection connection();

    /** Attaches a sender; {@code handler} null means the connection's. */
    Sender openSender(SenderOptions options, @Nullable Handler handler);

    /** Attaches a receiver; {@code handler} null means the connection's. */
    Receiver openReceiver(ReceiverOptions options, @Nullable Handler handler);

    /**
     * Declares a local transaction (AMQP 1.0 §4.2), over a coordinator link that is attached with the first one. A
     * declare that follows a discharge does not wait for it: both leave together.
     */
    CompletableFuture<Transaction> declare();
}
