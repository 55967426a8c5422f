package io.amqpjms.benchmarks.driver;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What this provider wants to cost at most of what others cost; a ratio that is more is set in bold. Stateless. */
final class Targets {
    private static final double FLOOR = 2.5;
    private static final double BYTES = 0.5;

    private Targets() {}

    static double cpuOfQpid(Row row) {
        return row.workload().isRoundTrip() ? 0.7 : 0.2;
    }

    static double cpuOfCore(Row row) {
        return row.workload().isRoundTrip() ? 0.8 : 0.5;
    }

    /** The four ratios of one row: CPU of Qpid's, of Artemis's, of the floor's; bytes of Qpid's. */
    static String cells(Row row, Map<Client, Figures> figures) {
        Figures ours = figures.get(Client.OURS);
        if (ours == null) {
            return "| | | |";
        }
        double cpu = ours.cpuMicros();
        return ratio(cpu, cpu(figures.get(Client.QPID)), cpuOfQpid(row))
                + " | " + ratio(cpu, cpu(figures.get(Client.CORE)), cpuOfCore(row))
                + " | " + ratio(cpu, cpu(figures.get(Client.FLOOR)), FLOOR)
                + " | " + ratio(ours.bytes(), bytes(figures.get(Client.QPID)), BYTES);
    }

    private static double cpu(@Nullable Figures of) {
        return of == null ? 0 : of.cpuMicros();
    }

    private static double bytes(@Nullable Figures of) {
        return of == null ? 0 : of.bytes();
    }

    private static String ratio(double ours, double theirs, double limit) {
        if (theirs == 0) {
            return "";
        }
        String ratio = String.format(Locale.ROOT, "%.2f", ours / theirs);
        return ours / theirs > limit ? "**" + ratio + "**" : ratio;
    }
}
