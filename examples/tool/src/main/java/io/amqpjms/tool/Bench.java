package io.amqpjms.tool;

import jakarta.jms.JMSException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures how fast messages go through a queue. For one thread, which starts others. */
@Command(name = "bench", description = "Sends and receives messages, and tells how fast that went.")
final class Bench implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final Peer peer = new Peer();

    @Parameters(index = "1", paramLabel = "ADDRESS", description = "the name of a queue that nobody else uses")
    private String queue = "";

    @Option(names = "--count", defaultValue = "10000", description = "how many messages (${DEFAULT-VALUE})")
    private int count;

    @Option(names = "--size", defaultValue = "1024", description = "bytes of each body, at least 16 (${DEFAULT-VALUE})")
    private int size;

    @Option(
            names = "--producers",
            defaultValue = "1",
            description = "how many send, each on a connection of its own (${DEFAULT-VALUE})")
    private int producers;

    @Option(
            names = "--consumers",
            defaultValue = "1",
            description = "how many receive, each on a connection of its own (${DEFAULT-VALUE})")
    private int consumers;

    @Option(names = "--persistent", description = "messages that the broker may not lose")
    private boolean persistent;

    @Option(
            names = "--rate",
            defaultValue = "0",
            description = "send so many a second, all producers together; 0, unless said, for as many as go")
    private int rate;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = Span.class,
            defaultValue = "30",
            description = "give up when no message comes for so long: seconds, or 500ms, 5m, 2h (${DEFAULT-VALUE})")
    private Duration wait = Duration.ZERO;

    @Option(names = "--json", description = "print an object")
    private boolean json;

    @Override
    public Integer call() throws JMSException, InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec);
        Bounds.atLeast(command, 1, "--count", count);
        Bounds.atLeast(command, BenchBody.SMALLEST, "--size", size);
        Bounds.atLeast(command, 1, "--producers", producers);
        Bounds.atLeast(command, 1, "--consumers", consumers);
        Bounds.atLeast(command, 0, "--rate", rate);
        var load = new BenchRun.Load(queue, count, size, producers, consumers, persistent, rate);
        Progress progress = new Progress(
                command.commandLine().getErr(), Tool.of(command).surroundings().terminal(), count);
        Measured measured = new BenchRun(peer, load, wait, progress).run();
        PrintWriter out = command.commandLine().getOut();
        out.println(json ? Json.of(measured.fields(load)) : measured.text(load));
        out.flush();
        return 0;
    }
}
