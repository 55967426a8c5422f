package io.amqpjms.benchmarks.client;

import io.amqpjms.benchmarks.Job;
import io.amqpjms.benchmarks.Sample;
import io.amqpjms.benchmarks.Sample.Latency;
import io.amqpjms.benchmarks.Talk;
import io.amqpjms.benchmarks.work.Lane;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The process of one client. Commands: {@code warm <messages> <seconds>}, {@code run <messages>}, {@code paced
 * <messages> <rate>}; each is answered with a {@link Sample}; {@code compiled} with the ms that were spent on compiling so far.
 * One thread beside the lanes'.
 */
public final class ClientMain {
    /** A queue is not filled with more than this at once. */
    private static final long CHUNK_BYTES = 32L << 20;

    private static final int CHUNK_MESSAGES = 20_000;

    private final Job job;
    private final Lanes lanes;

    private ClientMain(Job job, Lanes lanes) {
        this.job = job;
        this.lanes = lanes;
    }

    public static void main(String[] arguments) throws Exception {
        Job job = Job.of(List.of(arguments));
        Talk talk = new Talk();
        try (Stage stage = Stage.open(job);
                Lanes lanes = new Lanes(stage.lanes())) {
            talk.say("ready");
            talk.obey(new ClientMain(job, lanes)::obey);
        }
    }

    private String obey(String[] words) throws Exception {
        if (words[0].equals("compiled")) {
            return Long.toString(ManagementFactory.getCompilationMXBean().getTotalCompilationTime());
        }
        int messages = Integer.parseInt(words[1]);
        Sample sample = switch (words[0]) {
            case "warm" -> warm(messages, TimeUnit.SECONDS.toNanos(Long.parseLong(words[2])));
            case "run" -> run(lanes.round(messages));
            case "paced" -> paced(messages, Integer.parseInt(words[2]));
            default -> throw new IllegalArgumentException("Unknown command " + words[0]);
        };
        return sample.line();
    }

    /** Until so many messages are done or the time is over, whichever is first; tells of the last part. */
    private Sample warm(int messages, long nanos) throws Exception {
        int chunk = lanes.round((int) Math.min(CHUNK_MESSAGES, Math.max(1, CHUNK_BYTES / job.size())));
        long begin = System.nanoTime();
        Sample last = run(Math.min(chunk, lanes.round(messages)));
        long done = last.messages();
        while (done < messages && System.nanoTime() - begin < nanos) {
            last = run(chunk);
            done += chunk;
        }
        return last;
    }

    private Sample run(int messages) throws Exception {
        lanes.all(messages, Lane::prepare);
        Meter meter = new Meter();
        lanes.all(messages, Lane::run);
        return meter.read(messages, Latency.NONE);
    }

    private Sample paced(int messages, int perSecond) throws Exception {
        Paced paced = new Paced();
        Meter meter = new Meter();
        lanes.all(messages, (lane, part) -> paced.run(lane, part, perSecond));
        return meter.read(messages, paced.seen());
    }
}
