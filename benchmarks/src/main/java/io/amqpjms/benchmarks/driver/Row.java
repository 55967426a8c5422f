package io.amqpjms.benchmarks.driver;

import io.amqpjms.benchmarks.work.Workload;
import java.util.List;

/**
 * One line of a table. Immutable.
 *
 * @param apart whether each lane has a connection of its own, in place of a session of the common one
 * @param lean against the peer that is not the bottleneck, in place of the broker
 * @param warmMessages what each client does before anything is measured, if it does not take too long
 */
record Row(
        Workload workload,
        int size,
        int lanes,
        boolean apart,
        boolean tls,
        boolean lean,
        List<Client> clients,
        int warmMessages,
        int warmSeconds,
        double batchSeconds,
        int rounds) {
    private static final int SMALL = 100;
    private static final long LARGE = 1_000_000;

    static Row of(Workload workload, List<Client> clients) {
        int warm = workload.isRoundTrip() ? 60_000 : 400_000;
        return new Row(workload, SMALL, 1, false, false, false, clients, warm, 20, 1.5, 5);
    }

    Row size(int bytes) {
        int warm = (int) Math.max(30, Math.min(100_000, 1_000_000_000L / bytes));
        return new Row(workload, bytes, lanes, apart, tls, lean, clients, warm, 6, 1, rounds);
    }

    Row lanes(int number) {
        return new Row(workload, size, number, apart, tls, lean, clients, 200_000, 10, 1, rounds);
    }

    /** Each lane with a connection of its own. */
    Row onConnections() {
        return new Row(
                workload, size, lanes, true, tls, lean, clients, warmMessages, warmSeconds, batchSeconds, rounds);
    }

    Row withTls() {
        return new Row(workload, size, lanes, apart, true, lean, clients, warmMessages / 2, 10, 1, rounds);
    }

    Row againstLeanPeer() {
        return new Row(workload, size, lanes, apart, tls, true, clients, warmMessages, 15, 1.5, rounds);
    }

    Row quick() {
        return new Row(workload, size, lanes, apart, tls, lean, clients, Math.min(warmMessages, 100_000), 4, 0.5, 3);
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
