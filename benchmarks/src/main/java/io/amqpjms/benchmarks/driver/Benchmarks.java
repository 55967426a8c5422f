package io.amqpjms.benchmarks.driver;

import io.amqpjms.benchmarks.Sample;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Measures all clients side by side. Arguments: the directory of this module; {@code full} or {@code quick}; a regular
 * expression that the titles of the rows to measure have to contain, by default {@code .*}. Only a full run of all rows
 * changes {@code docs/BENCHMARKS.md}. One thread.
 */
public final class Benchmarks {
    private static final String EVERY_ROW = ".*";
    private static final Logger LOG = System.getLogger(Benchmarks.class.getName());

    private final Places places;
    private final boolean quick;
    private final Pattern wanted;
    private final Report report = new Report();

    private Benchmarks(Places places, boolean quick, Pattern wanted) {
        this.places = places;
        this.quick = quick;
        this.wanted = wanted;
    }

    public static void main(String[] arguments) throws Exception {
        Places places = new Places(Path.of(arguments[0]).toAbsolutePath());
        String only = arguments.length > 2 ? arguments[2] : EVERY_ROW;
        boolean quick = arguments[1].equals("quick");
        Benchmarks benchmarks = new Benchmarks(places, quick, Pattern.compile(only));
        benchmarks.measure();
        String text = benchmarks.report.text() + "\n" + Surroundings.describe();
        LOG.log(Level.INFO, text);
        Files.writeString(places.results().resolve("tables.md"), text);
        if (!quick && only.equals(EVERY_ROW)) {
            Page.replace(places.page(), "measured", text);
        }
        if (!quick && benchmarks.wanted.matcher(Curve.TITLE).find()) {
            String curve = new Curve(places).text() + "\n\n" + Surroundings.describe();
            Page.replace(places.page(), "curve", curve);
        }
        if (!quick && benchmarks.wanted.matcher(Connections.TITLE).find()) {
            String connections = new Connections(places).table() + "\n\n" + Surroundings.describe();
            Page.replace(places.page(), "connections", connections);
        }
    }

    private void measure() throws IOException, InterruptedException {
        try (Peers peers = new Peers(places)) {
            for (Plan.Table table : Plan.tables()) {
                measure(table, peers);
            }
        }
    }

    private void measure(Plan.Table table, Peers peers) throws IOException, InterruptedException {
        List<Row> rows = table.rows().stream()
                .filter(row ->
                        wanted.matcher(table.title() + ": " + row.title()).find())
                .toList();
        if (!rows.isEmpty()) {
            report.begin(table);
        }
        for (Row row : rows) {
            Row measured = quick ? row.quick() : row;
            try (RowRun run = new RowRun(measured, peers, places)) {
                Map<Client, List<Sample>> samples = run.measure();
                keep(measured, samples);
                LOG.log(Level.INFO, report.add(measured, samples));
            }
        }
    }

    private void keep(Row row, Map<Client, List<Sample>> samples) throws IOException {
        StringBuilder lines = new StringBuilder();
        samples.forEach((client, its) -> its.forEach(sample -> lines.append(row.title())
                .append(';')
                .append(row.lean())
                .append(';')
                .append(client)
                .append(';')
                .append(sample.line())
                .append('\n')));
        Files.writeString(
                places.results().resolve("samples.csv"), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
