package io.amqpjms.benchmarks.driver;

import io.amqpjms.benchmarks.connections.ConnectionsMain;
import io.amqpjms.benchmarks.connections.Cost;
import io.amqpjms.benchmarks.peer.BrokerMain;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures a thousand connections of each client to one broker, every client and the broker in a JVM of its own. One thread. */
final class Connections {
    static final String TITLE = "A thousand connections";

    private static final int COUNT = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Places places;

    Connections(Places places) {
        this.places = places;
    }

    /** The figures as a table, with a row for each client and way to use a connection. */
    String table() throws IOException, InterruptedException {
        List<String> broker = List.of(places.keyStore().toString(), Places.PASSWORD);
        try (Jvm process =
                new Jvm("broker", places.broker(), List.of("-Xmx2g"), BrokerMain.class, broker, places.results())) {
            String port = process.answer(PATIENCE).split(" ", -1)[0];
            return table("amqp://127.0.0.1:" + port);
        }
    }

    private String table(String uri) throws IOException, InterruptedException {
        List<String> rows = new ArrayList<>();
        rows.add(
                "| each connection | client | to open, median | 99 % | threads in all | for the connections | heap each"
                        + " | direct buffers each |");
        rows.add("| --- | --- | --- | --- | --- | --- | --- | --- |");
        for (boolean consuming : new boolean[] {false, true}) {
            for (Client client : List.of(Client.OURS, Client.QPID)) {
                String what = consuming ? "with session and consumer" : "alone";
                rows.add("| " + what + " | " + client.title() + " | "
                        + measure(client, uri, consuming).row());
            }
        }
        return String.join("\n", rows);
    }

    private Cost measure(Client client, String uri, boolean consuming) throws IOException, InterruptedException {
        List<String> arguments = List.of(client.factory(), uri, Integer.toString(COUNT), Boolean.toString(consuming));
        try (Jvm process = new Jvm(
                "connections-" + client,
                client.classPath(places),
                List.of("-Xmx6g"),
                ConnectionsMain.class,
                arguments,
                places.results())) {
            return Cost.parse(process.answer(PATIENCE));
        }
    }
}
