package io.amqpjms.engine.internal;

import io.amqpjms.engine.Connection;
import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.Container;
import io.amqpjms.engine.Handler;
import io.amqpjms.engine.internal.endpoint.ConnectionEndpoint;
import io.amqpjms.engine.internal.loop.SharedLoops;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A container and the connections that it has open. All methods may be called from any thread. */
public final class ContainerEndpoint implements Container {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerEndpoint.class);

    private final String id;
    private final Handler handler;
    private final Set<ConnectionEndpoint> connections = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    private ContainerEndpoint(String id, Handler handler) {
        this.id = id;
        this.handler = handler;
    }

    /** Makes a container and takes part in the shared event loops. */
    public static ContainerEndpoint create(String id, Handler handler) {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("A container needs an identity, but the given one is empty");
        }
        SharedLoops.acquire();
        return new ContainerEndpoint(id, handler);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Handler handler() {
        return handler;
    }

    @Override
    public Connection connect(ConnectionOptions options, Handler handler) {
        if (closed.get()) {
            throw new IllegalStateException(
                    "The container '" + id + "' is closed and cannot connect to " + options.peer());
        }
        ConnectionEndpoint connection = new ConnectionEndpoint(
                this, options, handler, SharedLoops.next(options.tcp().kind()));
        connections.add(connection);
        connection.closed().whenComplete((done, failure) -> connections.remove(connection));
        connection.dial();
        return connection;
    }

    @Override
    public void close(Duration timeout) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        List<CompletableFuture<Void>> closing =
                connections.stream().map(ConnectionEndpoint::close).toList();
        try {
            CompletableFuture.allOf(closing.toArray(CompletableFuture<?>[]::new))
                    .get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.debug("A connection of container '{}' ended with a failure while closing", id, e.getCause());
        } catch (TimeoutException e) {
            LOG.warn("Closing container '{}' took longer than {}; its connections are dropped", id, timeout);
        } finally {
            SharedLoops.release();
        }
    }
}
