package io.amqpjms.benchmarks.codec;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One message to bytes, and from bytes to everything an application reads of it. For one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBenchmark {
    /** Whose codec. */
    @Param
    Maker codec = Maker.OWN;

    /** Which message. */
    @Param
    Sample sample = Sample.TEXT_100;

    private Codec chosen = new ProtonCodec(Sample.TEXT_100);
    private byte[] bytes = {};

    /** Makes the message. */
    @Setup
    public void make() throws JMSException {
        chosen = codec.of(sample);
        bytes = chosen.encoded();
    }

    /** To bytes. */
    @Benchmark
    public Object encode() throws JMSException {
        return chosen.encode();
    }

    /** From bytes, with all that is in them read. */
    @Benchmark
    public int decode() throws JMSException, IOException {
        return chosen.decode(bytes);
    }
}
