package io.amqpjms.benchmarks.driver;

import io.amqpjms.benchmarks.work.Workload;
import java.util.List;

/**
 * One line of a table. Immutable.
 *
 * @param apart whether each lane has a connection of its own, in place of a session of the common one
 * @param lean against the peer that is not the bottleneck, in place of the broker
 */
record Row(
        Workload workload,
        int size,
        int lanes,
        boolean apart,
        boolean tls,
        boolean lean,
        List<Client> clients,
        Effort effort) {
    private static final int SMALL = 100;
    /** All are warmed for the same time: a compiler is not done sooner for a client that is fast. */
    private static final int ANY = 100_000_000;

    private static final long LARGE = 1_000_000;

    /**
     * How long each client is warmed and measured.
     *
     * @param warmMessages after how many it is warmed before its time is over
     * @param warmRounds how many rounds are not counted
     */
    record Effort(int warmMessages, int warmSeconds, int warmRounds, double batchSeconds, int rounds) {}

    static Row of(Workload workload, List<Client> clients) {
        return new Row(workload, SMALL, 1, false, false, false, clients, new Effort(ANY, 25, 4, 1.5, 7));
    }

    Row size(int bytes) {
        // A compiler needs as many messages as with small ones, or nearly.
        int warm = (int) Math.max(100, Math.min(100_000, 6_000_000_000L / bytes));
        return new Row(workload, bytes, lanes, apart, tls, lean, clients, new Effort(warm, 15, 3, 1, 5));
    }

    Row lanes(int number) {
        return new Row(workload, size, number, apart, tls, lean, clients, new Effort(ANY, 20, 3, 1, 5));
    }

    /** Each lane with a connection of its own. */
    Row onConnections() {
        return new Row(workload, size, lanes, true, tls, lean, clients, effort);
    }

    Row withTls() {
        return new Row(workload, size, lanes, apart, true, lean, clients, new Effort(ANY, 20, 3, 1, 5));
    }

    Row againstLeanPeer() {
        return new Row(workload, size, lanes, apart, tls, true, clients, new Effort(ANY, 20, 4, 1.5, 5));
    }

    Row quick() {
        int warm = Math.min(effort.warmMessages, 100_000);
        return new Row(workload, size, lanes, apart, tls, lean, clients, new Effort(warm, 4, 1, 0.5, 3));
    }

    /** Bodies that do not fit into an ordinary heap many times. */
    boolean isLarge() {
        return size >= LARGE;
    }

    String title() {
        StringBuilder title = new StringBuilder(workload.title());
        if (size != SMALL) {
            title.append(", ").append(sizeTitle());
        }
        if (lanes != 1) {
            title.append(", ").append(lanes).append(workload.isSend() ? " producers" : " consumers");
        }
        if (apart) {
            title.append(", each on a connection");
        }
        return title.append(tls ? ", TLS" : "").toString();
    }

    private String sizeTitle() {
        return size >= 1_000_000 ? size / 1_000_000 + " MB" : size / 1_000 + " KB";
    }
}
