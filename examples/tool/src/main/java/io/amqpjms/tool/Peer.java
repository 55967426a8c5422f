package io.amqpjms.tool;

import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.PeerAddress;
import io.amqpjms.engine.SaslOptions;
import io.amqpjms.engine.Secret;
import io.amqpjms.engine.TlsFiles;
import io.amqpjms.engine.TlsOptions;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The broker, and who to be there: what all commands that connect have in common. For one thread. */
final class Peer {
    /** The environment variable with the password of those who give none. */
    static final String PASSWORD_VARIABLE = "AMQP_JMS_PASSWORD";

    private static final String PREFETCH = "jms.prefetchPolicy.all";

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Parameters(index = "0", paramLabel = "URL", description = "such as amqps://broker.example:5671")
    private String url = "";

    @Option(names = "--user", paramLabel = "NAME", description = "who to log in as")
    private @Nullable String user;

    @Option(
            names = "--password",
            paramLabel = "PASSWORD",
            interactive = true,
            arity = "0..1",
            description = "asked for when no value follows; left out, it is what the environment variable "
                    + PASSWORD_VARIABLE + " holds")
    private char @Nullable [] password;

    @Option(names = "--mechanism", paramLabel = "NAME", description = "allow this SASL mechanism only; may be repeated")
    private List<String> mechanisms = List.of();

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            description = "a file with the certificates to trust: PEM, or a key store without password")
    private @Nullable Path trust;

    /**
     * Options for the engine alone, to be completed.
     *
     * @throws ParameterException if the command line cannot be used
     */
    ConnectionOptions.Builder engineOptions() {
        try {
            PeerAddress address = PeerAddress.parse(url);
            ConnectionOptions.Builder builder = ConnectionOptions.builder(url).sasl(login());
            if (trust != null && address.tls() != null) {
                TlsFiles.Store store = TlsFiles.Store.of(trust, null);
                builder.tls(new TlsOptions(new TlsFiles(null, null, null, store, false, "TLS"), true));
            }
            return builder;
        } catch (IllegalArgumentException e) {
            throw wrong(e);
        }
    }

    private SaslOptions login() {
        char[] secret = secret();
        SaslOptions login = user == null
                ? SaslOptions.anonymous()
                : SaslOptions.user(user, secret == null ? null : Secret.of(secret));
        return login.withMechanisms(mechanisms);
    }

    private char @Nullable [] secret() {
        if (password != null || user == null) {
            return password;
        }
        String told = surroundings().environment().get(PASSWORD_VARIABLE);
        return told == null ? null : told.toCharArray();
    }

    /**
     * A context at the broker.
     *
     * @param sessionMode how messages are acknowledged; a constant of {@link JMSContext}
     * @param prefetch how many messages to hold ready, unless the URL says so
     * @throws ParameterException if the command line cannot be used
     */
    JMSContext open(int sessionMode, int prefetch) {
        AmqpConnectionFactory factory = factory();
        if (!url.contains("prefetchPolicy")) {
            factory.setOption(PREFETCH, String.valueOf(prefetch));
        }
        return factory.createContext(sessionMode);
    }

    private AmqpConnectionFactory factory() {
        try {
            AmqpConnectionFactory factory = new AmqpConnectionFactory(url);
            if (user != null) {
                factory.setUsername(user);
            }
            char[] secret = secret();
            if (secret != null) {
                factory.setPassword(String.valueOf(secret));
            }
            if (!mechanisms.isEmpty()) {
                factory.setOption("amqp.saslMechanisms", String.join(",", mechanisms));
            }
            if (trust != null) {
                factory.setOption("transport.trustStoreLocation", trust.toString());
            }
            return factory;
        } catch (JMSRuntimeException e) {
            throw wrong(e);
        }
    }

    private ParameterException wrong(RuntimeException why) {
        return new ParameterException(spec().commandLine(), String.valueOf(why.getMessage()), why);
    }

    Surroundings surroundings() {
        return Tool.of(spec()).surroundings();
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(command);
    }
}
