package io.amqpjms.benchmarks.driver;

import io.amqpjms.benchmarks.Sample;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the tables, in Markdown, as their rows come in. One thread. */
final class Report {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder latencies = new StringBuilder();

    void begin(Plan.Table table) {
        text.append("\n### ").append(table.title()).append("\n\n| work |");
        for (Client client : Client.values()) {
            text.append(' ').append(client.title()).append(" |");
        }
        text.append(" CPU of Qpid's | of core's | of the floor's | bytes of Qpid's |\n|");
        text.append(" --- |".repeat(Client.values().length + 5)).append('\n');
    }

    /** Adds a row; returns it as it stands in the table. */
    String add(Row row, Map<Client, List<Sample>> samples) {
        Map<Client, Figures> figures = new EnumMap<>(Client.class);
        samples.forEach((client, its) -> figures.put(client, new Figures(its)));
        StringBuilder line = new StringBuilder("| ").append(row.title()).append(" |");
        for (Client client : Client.values()) {
            Figures its = figures.get(client);
            line.append(' ').append(its == null ? "" : its.cell()).append(" |");
        }
        line.append(' ').append(Targets.cells(row, figures)).append(" |\n");
        text.append(line);
        if (row.workload().isRoundTrip()) {
            latencies.append(latency(row, figures));
        }
        return line.toString();
    }

    private static String latency(Row row, Map<Client, Figures> figures) {
        return "| " + row.title() + " | " + cell(figures.get(Client.OURS)) + " | " + cell(figures.get(Client.QPID))
                + " | " + cell(figures.get(Client.CORE)) + " |\n";
    }

    private static String cell(@Nullable Figures figures) {
        return figures == null ? "" : figures.latencyCell();
    }

    /** All of it. */
    String text() {
        if (latencies.isEmpty()) {
            return text.toString();
        }
        return text + "\n### Latency at 1,000 a second: p50 / p99 / p99.9\n\n| work | AMQP JMS | Qpid JMS 2.10.0"
                + " | Artemis core 2.55.0 |\n| --- | --- | --- | --- |\n" + latencies;
    }
}
