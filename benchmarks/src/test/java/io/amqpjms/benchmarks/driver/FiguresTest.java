package io.amqpjms.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.benchmarks.Sample;
import io.amqpjms.benchmarks.Sample.Latency;
import io.amqpjms.benchmarks.work.Workload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void oneSlowRunDoesNotMoveTheMedian() {
        Figures figures = new Figures(List.of(sample(2_000), sample(90_000), sample(4_000)));

        assertThat(figures.cpuMicros()).isEqualTo(4);
        assertThat(figures.cell()).isEqualTo("4.00 us ±1100 %, 1.50 KB, 1000/s");
    }

    @Test
    void aSampleCrossesBetweenProcessesAsALine() {
        Sample sample = new Sample(1, 2, 3, 4, new Latency(5, 6, 7));

        assertThat(Sample.parse(sample.line())).isEqualTo(sample);
    }

    @Test
    void aRatioAboveItsTargetIsBold() {
        Row row = Row.of(Workload.SEND, List.of());
        Map<Client, Figures> figures = Map.of(
                Client.OURS, new Figures(List.of(sample(3_000))),
                Client.QPID, new Figures(List.of(sample(20_000))),
                Client.CORE, new Figures(List.of(sample(5_000))));

        assertThat(Targets.cells(row, figures)).isEqualTo("0.15 | **0.60** |  | **1.00**");
    }

    private static Sample sample(long cpuNanos) {
        return new Sample(1, 1_000_000, cpuNanos, 1_500, Latency.NONE);
    }
}
