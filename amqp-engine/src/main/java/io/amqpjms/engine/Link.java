package io.amqpjms.engine;

import io.amqpjms.engine.message.Symbol;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A link (AMQP 1.0 §2.6). What the peer said in its attach frame can be read once {@link #opened()} has completed.
 *
 * @param <E> the kind of link
 */
public interface Link<E extends Link<E>> extends Endpoint<E> {
    /** The session that carries this link. */
    Session session();

    /** The link's name, unique between the two containers (AMQP 1.0 §2.6.1). */
    String name();

    /** The source as the peer confirmed it, or null before that. */
    @Nullable
    Source remoteSource();

    /** The target as the peer confirmed it, or null before that. */
    @Nullable
    Target remoteTarget();

    /** The capabilities that the peer offers on this link. */
    Set<Symbol> remoteOfferedCapabilities();

    /** The properties of the peer's attach frame. */
    Map<Symbol, @Nullable Object> remoteProperties();

    /** The largest message in bytes that the peer takes on this link, or 0 if it sets no limit (AMQP 1.0 §2.7.3). */
    long remoteMaxMessageSize();

    /** Detaches without closing, so that a durable terminus stays (AMQP 1.0 §2.6.3). Same future as {@link #closed()}. */
    CompletableFuture<Void> detach();
}
