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

    private static final String CONSUMING = "with session and consumer";
    private static final int[] PROCESSORS = {1, 2, 8};
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
        for (String way : new String[] {"alone", CONSUMING}) {
            rows.add(row(way, Client.OURS, uri, List.of()));
            rows.add(row(way, Client.QPID, uri, List.of()));
        }
        for (int processors : PROCESSORS) {
            List<String> limit = List.of("-XX:ActiveProcessorCount=" + processors);
            rows.add(row("alone, processors: " + processors, Client.OURS, uri, limit));
        }
        return String.join("\n", rows);
    }

    private String row(String way, Client client, String uri, List<String> flags)
            throws IOException, InterruptedException {
        List<String> arguments =
                List.of(client.factory(), uri, Integer.toString(COUNT), Boolean.toString(way.equals(CONSUMING)));
        List<String> all = new ArrayList<>(flags);
        all.add("-Xmx6g");
        try (Jvm process = new Jvm(
                "connections-" + client,
                client.classPath(places),
                all,
                ConnectionsMain.class,
                arguments,
                places.results())) {
            return "| " + way + " | " + client.title() + " | "
                    + Cost.parse(process.answer(PATIENCE)).row();
        }
    }
}
