package io.amqpjms.benchmarks.driver;

import io.amqpjms.benchmarks.Job;
import io.amqpjms.benchmarks.Sample;
import io.amqpjms.benchmarks.client.ClientMain;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One row measured: all clients are started and warmed, then they work in turn, round after round, one at a time. The first
 * rounds warm them too: a compiler that shares its processors with three other clients is not done when the messages are. One
 * thread.
 */
final class RowRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** What the broker is given to hold at once. */
    private static final double MOST_BYTES = 256e6;

    /** Seconds, after which the broker is emptied. */
    private static final int WARM_AT_ONCE = 5;

    /** How much longer a client may be warmed that still compiles, in terms of the time that all are. */
    private static final int MOST_MORE = 3;

    /** In ms, of those for which a client is warmed at once. */
    private static final long COMPILES_LITTLE = 250;

    private static final int PACE = 1_000;
    private static final int LEAST_OF_A_LANE = 2_000;

    private final Row row;
    private final Peers peers;
    private final Places places;
    private final Map<Client, Jvm> clients = new EnumMap<>(Client.class);
    private final Map<Client, Integer> batches = new EnumMap<>(Client.class);
    private final Map<Client, Long> compiled = new EnumMap<>(Client.class);

    RowRun(Row row, Peers peers, Places places) {
        this.row = row;
        this.peers = peers;
        this.places = places;
    }

    Map<Client, List<Sample>> measure() throws IOException, InterruptedException {
        start();
        warm();
        Map<Client, List<Sample>> samples = new EnumMap<>(Client.class);
        for (int round = -row.effort().warmRounds(); round < row.effort().rounds(); round++) {
            for (Client client : row.clients()) {
                Sample sample = run(client);
                if (round >= 0) {
                    samples.computeIfAbsent(client, first -> new ArrayList<>()).add(sample);
                }
            }
        }
        return samples;
    }

    private void start() throws IOException, InterruptedException {
        for (Client client : row.clients()) {
            Job job = new Job(
                    client.factory(),
                    peers.uri(client, row),
                    row.workload(),
                    "bench-" + client,
                    row.size(),
                    row.lanes(),
                    row.apart(),
                    !row.lean());
            String heap = row.isLarge() ? "2g" : row.lanes() > 1 ? "1g" : "512m";
            List<String> options = List.of(
                    "-Xms" + heap,
                    "-Xmx" + heap,
                    "-XX:+UseG1GC",
                    "-Djavax.net.ssl.trustStore=" + places.keyStore(),
                    "-Djavax.net.ssl.trustStorePassword=" + Places.PASSWORD);
            clients.put(
                    client,
                    new Jvm(
                            "client-" + client,
                            client.classPath(places),
                            options,
                            ClientMain.class,
                            job.arguments(),
                            places.results()));
        }
        for (Jvm client : clients.values()) {
            client.answer(PATIENCE);
        }
    }

    /** All at once: only what is measured needs the machine for itself. */
    private void warm() throws IOException, InterruptedException {
        int seconds = row.effort().warmSeconds();
        for (int left = seconds; left > 0; left -= WARM_AT_ONCE) {
            warm(Math.min(left, WARM_AT_ONCE));
        }
        for (int more = MOST_MORE * seconds; more > 0 && compiles(); more -= WARM_AT_ONCE) {
            warm(WARM_AT_ONCE);
        }
    }

    /** Whether a client has compiled for more than a moment since this was asked last. */
    private boolean compiles() throws IOException, InterruptedException {
        boolean busy = false;
        for (Client client : row.clients()) {
            long now = Long.parseLong(jvm(client).ask("compiled", PATIENCE));
            long before = compiled.getOrDefault(client, 0L);
            busy |= now - before > COMPILES_LITTLE;
            compiled.put(client, now);
        }
        return busy;
    }

    private void warm(int seconds) throws IOException, InterruptedException {
        for (Jvm client : clients.values()) {
            client.tell("warm " + row.effort().warmMessages() + " " + seconds);
        }
        for (Client client : row.clients()) {
            Sample last = Sample.parse(jvm(client).answer(PATIENCE));
            batches.put(client, batch(last));
        }
        peers.purge();
    }

    private Sample run(Client client) throws IOException, InterruptedException {
        int messages = batches.getOrDefault(client, 1);
        Sample sample = Sample.parse(jvm(client).ask("run " + messages, PATIENCE));
        batches.put(client, batch(sample));
        if (row.workload().isRoundTrip()) {
            int paced = (int) (PACE * row.effort().batchSeconds());
            Sample atPace = Sample.parse(jvm(client).ask("paced " + paced + " " + PACE, PATIENCE));
            sample = new Sample(
                    sample.messages(), sample.nanos(), sample.cpuNanos(), sample.allocated(), atPace.latency());
        }
        peers.purge();
        return sample;
    }

    /** As many messages as take about the time of a batch; so many for each lane that what begins and ends it is little of that. */
    private int batch(Sample last) {
        double messages = Math.min(last.rate() * row.effort().batchSeconds(), MOST_BYTES / row.size());
        int least = row.lean() && !row.workload().isSend() ? LEAST_OF_A_LANE : 2;
        return Math.max(row.lanes() * least, (int) messages);
    }

    private Jvm jvm(Client client) {
        Jvm jvm = clients.get(client);
        if (jvm == null) {
            throw new IllegalStateException(client + " was not started");
        }
        return jvm;
    }

    @Override
    public void close() {
        clients.values().forEach(Jvm::close);
    }
}
