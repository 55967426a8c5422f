package io.amqpjms.tool;

import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.PeerAddress;
import io.amqpjms.engine.SaslOptions;
import io.amqpjms.engine.Secret;
import io.amqpjms.engine.TlsFiles;
import io.amqpjms.engine.TlsOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds out why a connection fails. For one thread. */
@Command(
        name = "doctor",
        description = "Finds out why a connection fails.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:every step went well", "1:a step failed", "2:the command line is wrong"})
final class Doctor implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "URL", description = "such as amqps://broker.example:5671")
    private String url = "";

    @Option(names = "--queue", description = "attach to this queue")
    private @Nullable String queue;

    @Option(names = "--probe", description = "send a message to the queue, which expires after the time of a step")
    private boolean probe;

    @Option(names = "--user", description = "who to log in as")
    private @Nullable String user;

    @Option(names = "--password", interactive = true, arity = "0..1", description = "asked for when no value follows")
    private char @Nullable [] password;

    @Option(names = "--mechanism", description = "allow this SASL mechanism only; may be repeated")
    private List<String> mechanisms = List.of();

    @Option(names = "--trust", description = "a file with the certificates to trust, PEM or a key store")
    private @Nullable Path trust;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Option(names = "--timeout", defaultValue = "15", description = "seconds for each step (${DEFAULT-VALUE})")
    private int seconds;

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        List<Finding> findings = Examination.of(options(command), queue, probe, Duration.ofSeconds(seconds + 1L));
        var out = command.commandLine().getOut();
        out.print(json ? Rendering.json(findings) + System.lineSeparator() : Rendering.text(findings));
        out.flush();
        return findings.stream().anyMatch(finding -> finding.verdict() == Verdict.FAILED) ? 1 : 0;
    }

    private ConnectionOptions options(CommandSpec command) {
        try {
            ConnectionOptions.Builder builder = ConnectionOptions.builder(url)
                    .sasl(sasl())
                    .openTimeout(Duration.ofSeconds(seconds))
                    .requestTimeout(Duration.ofSeconds(seconds));
            if (trust != null && PeerAddress.parse(url).tls() != null) {
                TlsFiles.Store store = TlsFiles.Store.of(trust, null);
                builder.tls(new TlsOptions(new TlsFiles(null, null, null, store, false, "TLS"), true));
            }
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private SaslOptions sasl() {
        SaslOptions login = user == null
                ? SaslOptions.anonymous()
                : SaslOptions.user(user, password == null ? null : Secret.of(password));
        return login.withMechanisms(mechanisms);
    }
}
