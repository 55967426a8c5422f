package io.amqpjms.benchmarks.codec;

import io.amqpjms.benchmarks.driver.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Measures the codecs and writes the section of them in {@code docs/BENCHMARKS.md}. One program, one thread. */
public final class CodecBenchmarks {
    private static final String PART = "codec";
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final Collection<RunResult> results;

    private CodecBenchmarks(Collection<RunResult> results) {
        this.results = results;
    }

    /** Takes the path of the page. */
    public static void main(String[] arguments) throws RunnerException, IOException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(CodecBenchmark.class.getName())
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        Page.replace(Path.of(arguments[0]), PART, new CodecBenchmarks(results).table());
    }

    private String table() {
        StringBuilder table = new StringBuilder("""
                | message | | AMQP JMS | Qpid JMS | proton-j | to Qpid JMS | to proton-j |
                | --- | --- | --- | --- | --- | --- | --- |
                """);
        for (Sample sample : Sample.values()) {
            for (String way : new String[] {"encode", "decode"}) {
                table.append("| ").append(sample.title()).append(" | ").append(way);
                for (Maker maker : Maker.values()) {
                    table.append(String.format(
                            " | %,.0f ns, %,.0f B", nanos(sample, maker, way), bytes(sample, maker, way)));
                }
                for (Maker other : new Maker[] {Maker.QPID, Maker.PROTON}) {
                    table.append(" | ").append(ratios(sample, other, way));
                }
                table.append(" |\n");
            }
        }
        return table.toString();
    }

    private String ratios(Sample sample, Maker other, String way) {
        double theirs = bytes(sample, other, way);
        String time = String.format("%.2f", nanos(sample, Maker.OWN, way) / nanos(sample, other, way));
        return theirs < 1 ? time + ", -" : time + String.format(", %.2f", bytes(sample, Maker.OWN, way) / theirs);
    }

    /** Of the best round: nothing else that the machine does makes one faster. */
    private double nanos(Sample sample, Maker maker, String way) {
        return result(sample, maker, way).getPrimaryResult().getStatistics().getMin();
    }

    @SuppressWarnings("rawtypes") // JMH has them raw.
    private double bytes(Sample sample, Maker maker, String way) {
        return result(sample, maker, way).getSecondaryResults().entrySet().stream()
                .filter(result -> result.getKey().endsWith(ALLOCATED))
                .findFirst()
                .orElseThrow()
                .getValue()
                .getScore();
    }

    private RunResult result(Sample sample, Maker maker, String way) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + way)
                        && result.getParams().getParam("codec").equals(maker.name())
                        && result.getParams().getParam("sample").equals(sample.name()))
                .findFirst()
                .orElseThrow();
    }
}
