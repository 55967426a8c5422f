package io.amqpjms.benchmarks.driver;

import io.amqpjms.benchmarks.driver.Client.Ports;
import io.amqpjms.benchmarks.peer.BrokerMain;
import io.amqpjms.benchmarks.peer.LeanPeerMain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The broker and the lean peer, each in its process for the whole of a measurement. One thread. */
final class Peers implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration PURGE = Duration.ofSeconds(60);
    private static final String LEAN_BODY = "100";

    private final Jvm broker;
    private final Ports brokerPorts;
    private final Jvm lean;
    private final Ports leanPorts;

    Peers(Places places) throws IOException, InterruptedException {
        Path keyStore = places.keyStore();
        broker = new Jvm(
                "broker",
                places.broker(),
                List.of("-Xms4g", "-Xmx4g"),
                BrokerMain.class,
                List.of(keyStore.toString(), Places.PASSWORD),
                places.results());
        int[] ports = Arrays.stream(broker.answer(START).split(" ", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        brokerPorts = new Ports(ports[0], ports[1], ports[2], ports[3]);
        lean = new Jvm(
                "lean-peer",
                places.ours(),
                List.of("-Xms512m", "-Xmx512m"),
                LeanPeerMain.class,
                List.of(LEAN_BODY),
                places.results());
        leanPorts = new Ports(Integer.parseInt(lean.answer(START)), 0, 0, 0);
    }

    String uri(Client client, Row row) {
        return client.uri(row.lean() ? leanPorts : brokerPorts, row.tls());
    }

    /** Throws away what the broker has queued. */
    void purge() throws IOException, InterruptedException {
        broker.ask("purge", PURGE);
    }

    @Override
    public void close() {
        broker.close();
        lean.close();
    }
}
