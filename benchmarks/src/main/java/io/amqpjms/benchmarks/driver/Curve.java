package io.amqpjms.benchmarks.driver;

import io.amqpjms.benchmarks.work.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a message costs this provider with more and more sessions, and with more and more connections. One thread. */
final class Curve {
    static final String TITLE = "Cost by sessions and connections";

    private static final List<Client> OURS = List.of(Client.OURS);
    private static final List<Workload> WORKLOADS = List.of(Workload.SEND, Workload.LISTENER);
    private static final int[] SESSIONS = {1, 10, 100};
    private static final int[] CONNECTIONS = {1, 10, 100, 1_000};

    private final Places places;

    Curve(Places places) {
        this.places = places;
    }

    /** One number of lanes, and the CPU microseconds of a message in each workload. */
    private record Point(int lanes, List<Double> micros) {}

    /** Tables and plots. */
    String text() throws IOException, InterruptedException {
        try (Peers peers = new Peers(places)) {
            return text("sessions of one connection", SESSIONS, false, peers) + "\n\n"
                    + text("connections, each with one session", CONNECTIONS, true, peers);
        }
    }

    private String text(String what, int[] numbers, boolean apart, Peers peers)
            throws IOException, InterruptedException {
        List<Point> points = new ArrayList<>();
        for (int number : numbers) {
            List<Double> micros = new ArrayList<>();
            for (Workload workload : WORKLOADS) {
                micros.add(cpuMicros(workload, number, apart, peers));
            }
            points.add(new Point(number, micros));
        }
        return table(what, points) + "\n\n" + plot(what, points);
    }

    private double cpuMicros(Workload workload, int number, boolean apart, Peers peers)
            throws IOException, InterruptedException {
        Row row = Row.of(workload, OURS).againstLeanPeer().lanes(number);
        try (RowRun run = new RowRun(apart ? row.onConnections() : row, peers, places)) {
            return new Figures(run.measure().getOrDefault(Client.OURS, List.of())).cpuMicros();
        }
    }

    private static String table(String what, List<Point> points) {
        StringBuilder text = new StringBuilder("| " + what + " |");
        WORKLOADS.forEach(workload -> text.append(' ').append(workload.title()).append(" |"));
        text.append("\n|").append(" --- |".repeat(WORKLOADS.size() + 1));
        for (Point point : points) {
            text.append("\n| ").append(point.lanes).append(" |");
            point.micros.forEach(
                    micros -> text.append(' ').append(rounded(micros)).append(" us |"));
        }
        return text.toString();
    }

    private static String plot(String what, List<Point> points) {
        StringBuilder text = new StringBuilder("```mermaid\nxychart-beta\n");
        text.append("    title \"CPU for one message: ")
                .append(WORKLOADS.stream().map(Workload::title).collect(Collectors.joining(" (bars), ")))
                .append(" (line)\"\n    x-axis \"")
                .append(what)
                .append("\" [")
                .append(points.stream()
                        .map(point -> String.valueOf(point.lanes))
                        .collect(Collectors.joining(", ")))
                .append("]\n    y-axis \"us\" 0 --> ")
                .append(rounded(highest(points)))
                .append('\n');
        return text.append(series("bar", 0, points))
                .append(series("line", 1, points))
                .append("```")
                .toString();
    }

    private static double highest(List<Point> points) {
        return points.stream()
                .flatMap(point -> point.micros.stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
    }

    private static String series(String kind, int workload, List<Point> points) {
        return "    " + kind + " ["
                + points.stream()
                        .map(point -> rounded(point.micros.get(workload)))
                        .collect(Collectors.joining(", "))
                + "]\n";
    }

    private static String rounded(double micros) {
        return String.format(Locale.ROOT, "%.1f", micros);
    }
}
