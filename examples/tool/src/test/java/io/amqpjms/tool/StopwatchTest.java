package io.amqpjms.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopwatchTest {
    @ParameterizedTest
    @CsvSource({"1,50,1", "1,99,1", "2,50,1", "2,99,2", "100,50,50", "100,99,99", "1000,99,990"})
    void aPercentileIsWhatSoManyDoNotExceed(int count, int percent, long expected) {
        long[] sorted = LongStream.rangeClosed(1, count).toArray();
        assertThat(Stopwatch.atPercent(sorted, percent)).isEqualTo(expected);
    }

    @Test
    void whatComesTwiceDoesNotCount() throws Exception {
        Stopwatch stopwatch = new Stopwatch(2);
        stopwatch.start();
        stopwatch.received(5);
        assertThat(stopwatch.awaitEnd(0, TimeUnit.NANOSECONDS)).isFalse();
        stopwatch.received(3);
        stopwatch.received(9);
        assertThat(stopwatch.awaitEnd(0, TimeUnit.NANOSECONDS)).isTrue();
        assertThat(stopwatch.received()).isEqualTo(2);
        assertThat(stopwatch.measured().max()).isEqualTo(5);
    }
}
