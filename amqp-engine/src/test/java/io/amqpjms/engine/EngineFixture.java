package io.amqpjms.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A container for one test, closed after it; its handler keeps the names of the events it hears, in order. */
final class EngineFixture implements AfterEachCallback, Handler {
    private final Container container = Container.create("engine-test");
    final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    final BlockingQueue<Delivery> messages = new LinkedBlockingQueue<>();

    static ConnectionOptions.Builder options(URI uri) {
        return ConnectionOptions.builder(uri.getHost(), uri.getPort())
                .openTimeout(Duration.ofSeconds(5))
                .requestTimeout(Duration.ofSeconds(5))
                .closeTimeout(Duration.ofMillis(300));
    }

    Connection connect(ConnectionOptions.Builder options) {
        return container.connect(options.build(), this);
    }

    Connection connect(URI uri) {
        return connect(options(uri));
    }

    /** Waits for a future that is expected to succeed. */
    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(30, SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for a future that is expected to fail in the engine, and gives the failure. */
    static <X extends EngineException> X failureOf(CompletableFuture<?> future, Class<X> type) {
        try {
            Object result = future.get(30, SECONDS);
            throw new AssertionError("Expected a " + type.getSimpleName() + ", but got " + result);
        } catch (java.util.concurrent.ExecutionException e) {
            return type.cast(e.getCause());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until the handler hears this event; the endpoint is not to close meanwhile. */
    void awaitEvent(String name, Endpoint<?> open) throws InterruptedException {
        while (!name.equals(events.poll(10, SECONDS))) {
            assertThat(open.closed()).isNotDone();
        }
    }

    /** An encoded message whose body is one short text (AMQP 1.0 §3.2.8). */
    static byte[] text(String ascii) {
        byte[] encoded = new byte[5 + ascii.length()];
        encoded[1] = 0x53;
        encoded[2] = 0x77;
        encoded[3] = (byte) 0xa1;
        encoded[4] = (byte) ascii.length();
        System.arraycopy(ascii.getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, encoded, 5, ascii.length());
        return encoded;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        container.close(Duration.ofSeconds(5));
    }

    @Override
    public void onConnectionOpened(Event event) {
        events.add("connection opened");
    }

    @Override
    public void onConnectionClosed(Event event) {
        events.add(event.failure() == null ? "connection closed" : "connection failed");
    }

    @Override
    public void onDisconnected(Event event) {
        events.add("disconnected");
    }

    @Override
    public void onReconnecting(Event event) {
        events.add("reconnecting");
    }

    @Override
    public void onReconnected(Event event) {
        events.add("reconnected");
    }

    @Override
    public void onSessionOpened(Event event) {
        events.add("session opened");
    }

    @Override
    public void onSessionClosed(Event event) {
        events.add(event.failure() == null ? "session closed" : "session failed");
    }

    @Override
    public void onLinkOpened(Event event) {
        events.add("link opened");
    }

    @Override
    public void onLinkSuspended(Event event) {
        events.add("link suspended");
    }

    @Override
    public void onLinkClosed(Event event) {
        events.add(event.failure() == null ? "link closed" : "link failed");
    }

    @Override
    public void onSendable(Event event) {
        events.add("sendable");
    }

    @Override
    public void onAccepted(Event event) {
        events.add("accepted");
    }

    @Override
    public void onRejected(Event event) {
        events.add("rejected");
    }

    @Override
    public void onReleased(Event event) {
        events.add("released");
    }

    @Override
    public void onModified(Event event) {
        events.add("modified");
    }

    @Override
    public void onSettled(Event event) {
        events.add("settled");
    }

    @Override
    public void onMessage(Event event) {
        messages.add(event.delivery());
    }
}
