package io.amqpjms.engine;

import io.amqpjms.engine.message.Symbol;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * An AMQP connection (AMQP 1.0 §2.4). It is driven by one event loop, on which all of its callbacks run.
 *
 * <p>All methods may be called from any thread. What the peer said in its open frame can be read once
 * {@link #opened()} has completed; before that it is empty.
 */
public interface Connection extends Endpoint<Connection> {
    /** The container that this connection belongs to. */
    Container container();

    /** What this connection was made with. */
    ConnectionOptions options();

    /** {@code scheme://host:port} of the peer, for messages and logs. */
    String peer();

    /** The peer's container-id, or null before the peer has opened. */
    @Nullable
    String remoteContainerId();

    /** The capabilities that the peer offers (AMQP 1.0 §2.7.1). */
    Set<Symbol> remoteOfferedCapabilities();

    /** The properties of the peer's open frame. */
    Map<Symbol, @Nullable Object> remoteProperties();

    /** Begins a session. */
    Session openSession();

    /** The session of those who do not want to think of sessions; begun when first asked for. */
    Session defaultSession();

    /** Attaches a sender to an address, on the default session, under a name that is made up. */
    default Sender openSender(String address) {
        return defaultSession().openSender(SenderOptions.to(LinkNames.next("sender", address), address), null);
    }

    /** Attaches a receiver to an address, on the default session, under a name that is made up. */
    default Receiver openReceiver(String address) {
        return defaultSession().openReceiver(ReceiverOptions.from(LinkNames.next("receiver", address), address), null);
    }

    /** The TLS session of the line on which the peer opened last, or null before that, or in clear text. Only to be read. */
    @Nullable
    SSLSession tlsSession();

    /** Closes with an error for the peer to read. */
    CompletableFuture<Void> close(ErrorCondition error);

    /**
     * Calls {@link Handler#onTimer} once, on the event loop, unless the connection is closed by then.
     *
     * @param handler hears it; null means the connection's
     * @return calls it off when run
     */
    Runnable schedule(Duration delay, @Nullable Handler handler);

    /** Runs tasks on the connection's event loop; a task must not block. */
    Executor loop();

    /** One that may drive the connection's event loop while it waits. */
    LoopGuest guest();
}
