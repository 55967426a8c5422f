package io.amqpjms.jms;

import java.time.Instant;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Traces sends, receives and listener calls; given to {@link AmqpConnectionFactory#setTracing}. The artifact {@code
 * jms-opentelemetry} has one for OpenTelemetry.
 *
 * <p>Called by the threads that send and receive, by several at a time. What a method throws is logged and does no harm.
 */
public interface Tracing {
    /**
     * The application properties that carry the context, such as {@code traceparent}. A message that is sent has those of its own
     * send and no others, also if it was received with some; the application does not see that in its message object.
     */
    Set<String> fields();

    /**
     * A message is about to be sent.
     *
     * @param context takes the context of this send, as properties of the message; each is one of {@link #fields}
     * @return ended by any thread, when the broker's outcome is known
     */
    Span send(TracedMessage message, BiConsumer<String, String> context);

    /**
     * A receive is about to return a message.
     *
     * @param context gives the properties that the message came with
     * @param began when the receive was called
     */
    void received(TracedMessage message, Function<String, @Nullable String> context, Instant began);

    /**
     * A listener is about to be called with a message, by this thread.
     *
     * @param context gives the properties that the message came with
     * @return ended by this thread, when the listener has returned
     */
    Span process(TracedMessage message, Function<String, @Nullable String> context);

    /** Something that has begun. */
    @FunctionalInterface
    interface Span {
        /**
         * It is over.
         *
         * @param error what went wrong in a word: an outcome such as {@code rejected}, or the class of what was thrown; null if
         *     all went well
         * @param thrown what the application's code threw, or null
         */
        void end(@Nullable String error, @Nullable Throwable thrown);
    }
}
