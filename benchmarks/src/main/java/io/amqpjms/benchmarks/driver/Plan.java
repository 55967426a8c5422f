package io.amqpjms.benchmarks.driver;

import static io.amqpjms.benchmarks.driver.Client.CORE;
import static io.amqpjms.benchmarks.driver.Client.FLOOR;
import static io.amqpjms.benchmarks.driver.Client.OURS;
import static io.amqpjms.benchmarks.driver.Client.QPID;
import static io.amqpjms.benchmarks.work.Workload.COMPLETION_SEND;
import static io.amqpjms.benchmarks.work.Workload.LISTENER;
import static io.amqpjms.benchmarks.work.Workload.PERSISTENT_SEND;
import static io.amqpjms.benchmarks.work.Workload.SEND;

import io.amqpjms.benchmarks.work.Workload;
import java.util.ArrayList;
import java.util.List;

/** Which rows each table has. Stateless. */
final class Plan {
    private static final List<Client> JMS = List.of(OURS, QPID, CORE);
    private static final List<Client> ALL = List.of(OURS, QPID, CORE, FLOOR);
    private static final List<Client> AMQP = List.of(OURS, QPID, FLOOR);
    private static final int KB = 1_000;
    private static final int MB = 1_000 * KB;

    private Plan() {}

    /** A table: what it is of, and its rows. */
    record Table(String title, List<Row> rows) {}

    static List<Table> tables() {
        return List.of(
                new Table("100-byte text, one producer or consumer, against Artemis", every()),
                new Table("100-byte text against a peer that is not the bottleneck", lean()),
                new Table("Sizes", sizes()),
                new Table("Producers and consumers, each with a session of one connection", lanes()),
                new Table("TLS", tls()));
    }

    private static List<Row> every() {
        List<Row> rows = new ArrayList<>();
        for (Workload workload : Workload.values()) {
            boolean hasFloor = workload == SEND || workload == COMPLETION_SEND || workload == LISTENER;
            rows.add(Row.of(workload, hasFloor ? ALL : JMS));
        }
        return rows;
    }

    private static List<Row> lean() {
        return List.of(
                Row.of(SEND, AMQP).againstLeanPeer(),
                Row.of(COMPLETION_SEND, AMQP).againstLeanPeer(),
                Row.of(LISTENER, AMQP).againstLeanPeer());
    }

    private static List<Row> sizes() {
        List<Row> rows = new ArrayList<>();
        for (int size : new int[] {KB, 100 * KB, 10 * MB}) {
            rows.add(Row.of(SEND, JMS).size(size));
            rows.add(Row.of(LISTENER, JMS).size(size));
        }
        return rows;
    }

    private static List<Row> lanes() {
        List<Row> rows = new ArrayList<>();
        for (int lanes : new int[] {10, 100}) {
            rows.add(Row.of(SEND, JMS).lanes(lanes));
            rows.add(Row.of(LISTENER, JMS).lanes(lanes));
        }
        return rows;
    }

    private static List<Row> tls() {
        return List.of(
                Row.of(SEND, JMS).withTls(),
                Row.of(LISTENER, JMS).withTls(),
                Row.of(PERSISTENT_SEND, JMS).withTls());
    }
}
