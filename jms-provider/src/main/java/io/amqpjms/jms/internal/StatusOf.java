package io.amqpjms.jms.internal;

import io.amqpjms.jms.ConnectionStatus;
import org.jspecify.annotations.Nullable;

/** What a connection tells of itself to those who watch it. For any thread. */
final class StatusOf implements ConnectionStatus {
    private final ConnectionImpl connection;

    StatusOf(ConnectionImpl connection) {
        this.connection = connection;
    }

    @Override
    public String getConnectionId() {
        return connection.id();
    }

    @Override
    public @Nullable String getClientId() {
        return connection.identity().clientId();
    }

    @Override
    public String getBroker() {
        return connection.amqp().peer();
    }

    @Override
    public State getState() {
        return connection.watch().state();
    }

    @Override
    public int getSessions() {
        return connection.sessions().size();
    }

    @Override
    public int getProducers() {
        return connection.sessions().stream()
                .mapToInt(session -> session.producers().count())
                .sum();
    }

    @Override
    public int getConsumers() {
        return connection.connectionConsumers().count()
                + connection.sessions().stream()
                        .mapToInt(session -> session.consumers().count())
                        .sum();
    }

    @Override
    public long getSent() {
        return connection.watch().sent();
    }

    @Override
    public long getReceived() {
        return connection.watch().received();
    }

    @Override
    public long getInFlight() {
        return connection.watch().inFlight();
    }

    @Override
    public int getPrefetched() {
        return connection.connectionConsumers().prefetched()
                + connection.sessions().stream()
                        .mapToInt(session -> session.consumers().prefetched())
                        .sum();
    }

    @Override
    public int getReconnects() {
        return connection.watch().reconnects();
    }

    @Override
    public String toString() {
        return "status of connection " + connection.id();
    }
}
