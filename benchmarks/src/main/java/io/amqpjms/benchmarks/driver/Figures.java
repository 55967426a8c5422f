package io.amqpjms.benchmarks.driver;

import io.amqpjms.benchmarks.Sample;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Medians of one client's samples in one row, and how far they lie apart. Immutable. */
final class Figures {
    private final List<Sample> samples;

    Figures(List<Sample> samples) {
        this.samples = samples;
    }

    double cpuMicros() {
        return median(Sample::cpuMicros);
    }

    double bytes() {
        return median(Sample::bytes);
    }

    double rate() {
        return median(Sample::rate);
    }

    double p50() {
        return median(sample -> sample.latency().p50());
    }

    double p99() {
        return median(sample -> sample.latency().p99());
    }

    /** CPU, its spread around the median in percent, bytes, rate. */
    String cell() {
        return String.format(
                Locale.ROOT,
                "%s us ±%d %%, %s, %s/s",
                threeDigits(cpuMicros()),
                Math.round(spread(Sample::cpuMicros) * 100),
                size(bytes()),
                scaled(rate()));
    }

    /** The percentiles in microseconds. */
    String latencyCell() {
        return String.format(
                Locale.ROOT,
                "%s / %s / %s us",
                threeDigits(p50() / 1e3),
                threeDigits(p99() / 1e3),
                threeDigits(median(sample -> sample.latency().p999()) / 1e3));
    }

    private double median(ToDoubleFunction<Sample> figure) {
        double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private double spread(ToDoubleFunction<Sample> figure) {
        double largest = samples.stream().mapToDouble(figure).max().orElse(0);
        double smallest = samples.stream().mapToDouble(figure).min().orElse(0);
        return (largest - smallest) / 2 / median(figure);
    }

    static String threeDigits(double number) {
        String format = number >= 100 ? "%.0f" : number >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, number);
    }

    private static String size(double bytes) {
        if (bytes >= 1e6) {
            return threeDigits(bytes / 1e6) + " MB";
        }
        return bytes >= 1e3 ? threeDigits(bytes / 1e3) + " KB" : Math.round(bytes) + " B";
    }

    private static String scaled(double rate) {
        return rate >= 1e4 ? Math.round(rate / 1e3) + " k" : threeDigits(rate);
    }
}
