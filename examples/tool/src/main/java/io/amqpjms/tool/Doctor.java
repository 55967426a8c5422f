package io.amqpjms.tool;

import io.amqpjms.engine.ConnectionOptions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Finds out why a connection fails. For one thread. */
@Command(
        name = "doctor",
        description = "Finds out why a connection fails.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:every step went well", "1:a step failed", "2:the command line is wrong"})
final class Doctor implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final Peer peer = new Peer();

    @Option(names = "--queue", description = "attach to this queue")
    private @Nullable String queue;

    @Option(names = "--probe", description = "send a message to the queue, which expires after the time of a step")
    private boolean probe;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Option(names = "--timeout", defaultValue = "15", description = "seconds for each step (${DEFAULT-VALUE})")
    private int seconds;

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        Bounds.atLeast(command, 1, "--timeout", seconds);
        List<Finding> findings = examine(command);
        var out = command.commandLine().getOut();
        out.print(json ? Rendering.json(findings) + System.lineSeparator() : Rendering.text(findings));
        out.flush();
        return findings.stream().anyMatch(finding -> finding.verdict() == Verdict.FAILED) ? 1 : 0;
    }

    private List<Finding> examine(CommandSpec command) {
        try {
            ConnectionOptions.Builder options = peer.engineOptions()
                    .openTimeout(Duration.ofSeconds(seconds))
                    .requestTimeout(Duration.ofSeconds(seconds));
            return Examination.of(options, queue, probe, Duration.ofSeconds(seconds + 1L));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
