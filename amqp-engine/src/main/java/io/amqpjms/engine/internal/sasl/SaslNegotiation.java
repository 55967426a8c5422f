package io.amqpjms.engine.internal.sasl;

import io.amqpjms.engine.Credentials;
import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.SaslOptions;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.security.sasl.SaslException;
import org.apache.qpid.proton.engine.Sasl;
import org.apache.qpid.proton.engine.SaslListener;
import org.apache.qpid.proton.engine.Transport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the strongest mechanism that both sides allow and that fits the credentials, and runs it (AMQP 1.0 §5.3).
 * Loop-confined; credentials that have to be fetched and steps that take long run elsewhere. A failure is reported once.
 */
public final class SaslNegotiation implements SaslListener {
    private static final Logger LOG = LoggerFactory.getLogger(SaslNegotiation.class);
    private static final Executor ELSEWHERE = step -> {
        Thread thread = new Thread(step, "amqpjms-login");
        thread.setDaemon(true);
        thread.start();
    };

    private final SaslOptions options;
    private final int mostChallenges;
    private final Server server;
    private final LoginHistory history;
    private final Executor loop;
    private final Consumer<EngineException> onFailure;
    private Login login;
    private @Nullable Mechanism chosen;
    private @Nullable Exchange exchange;
    private int challenges;
    private boolean begun;
    private boolean failed;
    private boolean accepted;

    /**
     * A negotiation for one login.
     *
     * @param mostChallenges how many the server may send; none that goes on and on must hold the client
     * @param history of the connection
     * @param loop the event loop, for what comes back from elsewhere
     */
    public SaslNegotiation(
            SaslOptions options,
            int mostChallenges,
            Server server,
            LoginHistory history,
            Executor loop,
            Consumer<EngineException> onFailure) {
        this.options = options;
        this.mostChallenges = mostChallenges;
        this.server = server;
        this.history = history;
        this.loop = loop;
        this.onFailure = onFailure;
        this.login = new Login(server, options, Credentials.NONE);
    }

    @Override
    public void onSaslMechanisms(Sasl sasl, Transport transport) {
        if (begun) {
            fail(doing() + "the server offered its mechanisms twice.");
            return;
        }
        begun = true;
        Set<String> offered = new LinkedHashSet<>(Arrays.asList(sasl.getRemoteMechanisms()));
        if (options.credentials() instanceof Credentials known) {
            begin(sasl, offered, known);
        } else {
            elsewhere(
                    () -> options.credentials().credentialsFor(server.address()),
                    credentials -> begin(sasl, offered, credentials),
                    this::noCredentials);
        }
    }

    private void noCredentials(Exception cause) {
        report(doing() + "no credentials could be had: " + cause.getMessage(), true, cause);
    }

    private void begin(Sasl sasl, Set<String> offered, Credentials credentials) {
        login = new Login(server, options, credentials);
        Mechanism mechanism = strongest(offered);
        if (mechanism == null) {
            fail(noCommonMechanism(offered));
        } else if (mechanism.showsSecret() && server.exposed() && !options.allowInsecure()) {
            fail(
                    "Login to " + server.url() + " was not tried: " + mechanism.name()
                            + " would send the password in clear over"
                            + " an unencrypted connection. Use TLS (amqps://), or allow it: sasl.allow_insecure in connect.json, amqp.saslAllowInsecure in a URI.");
        } else {
            LOG.debug("Login to {} with {}; the server offers {}", server.url(), mechanism.name(), offered);
            warn(mechanism);
            history.choose(server, mechanism, offered);
            chosen = mechanism;
            exchange = mechanism.start().apply(login);
            step(exchange::first, first -> choose(sasl, mechanism, first));
        }
    }

    private void warn(Mechanism mechanism) {
        if (mechanism.showsSecret() && server.exposed()) {
            LOG.warn(
                    "{} sends the password in clear over an unencrypted connection to {}, as the options allow; anybody on the"
                            + " way can read it",
                    mechanism.name(),
                    server.url());
        }
    }

    /** Whether the server let this side in. */
    public boolean isAccepted() {
        return accepted;
    }

    /** When what the login was proved with runs out, or null if that is not known. */
    public @Nullable Instant expires() {
        return login.credentials().expires();
    }

    // One frame holds both, and is written as soon as there is a mechanism (AMQP 1.0 §5.3.3.2).
    private static void choose(Sasl sasl, Mechanism mechanism, byte[] first) {
        sasl.setMechanisms(mechanism.name());
        send(sasl, first);
    }

    private @Nullable Mechanism strongest(Set<String> offered) {
        return Mechanism.STRONGEST_FIRST.stream()
                .filter(mechanism -> offered.contains(mechanism.name()) && mechanism.fits(login))
                .findFirst()
                .orElse(null);
    }

    private String noCommonMechanism(Set<String> offered) {
        List<String> mine = options.mechanisms().isEmpty()
                ? Mechanism.STRONGEST_FIRST.stream()
                        .map(Mechanism::name)
                        .filter(name -> !name.equals("GSSAPI"))
                        .toList()
                : options.mechanisms().stream().sorted().toList();
        String hint = login.isNobody()
                ? "Give a user and a password if the server wants a login."
                : "Allow one of the server's mechanisms, or leave the user name out to log in anonymously.";
        return "Login to " + server.url() + " failed: the server offers " + offered + ", allowed here are " + mine
                + ", and none of them fits " + login.means() + ". " + hint;
    }

    @Override
    public void onSaslChallenge(Sasl sasl, Transport transport) {
        byte[] challenge = received(sasl);
        Exchange current = exchange;
        if (current == null) {
            fail(doing() + "the server sent a challenge before a mechanism was chosen.");
        } else if (++challenges > mostChallenges) {
            fail(doing() + "the server sent more than " + mostChallenges + " challenges.");
        } else {
            step(() -> current.next(challenge), answer -> send(sasl, answer));
        }
    }

    private void step(Callable<byte[]> work, Consumer<byte[]> then) {
        if (chosen != null && chosen.slow()) {
            elsewhere(work, then, this::broken);
            return;
        }
        try {
            then.accept(work.call());
        } catch (Exception unusable) {
            broken(unusable);
        }
    }

    private <T> void elsewhere(Callable<T> work, Consumer<T> then, Consumer<Exception> otherwise) {
        ELSEWHERE.execute(() -> {
            try {
                T result = work.call();
                loop.execute(() -> {
                    if (!failed) {
                        then.accept(result);
                    }
                });
            } catch (Exception e) {
                loop.execute(() -> otherwise.accept(e));
            }
        });
    }

    private void broken(Exception cause) {
        report(doing() + cause.getMessage() + ".", false, cause);
    }

    @Override
    public void onSaslOutcome(Sasl sasl, Transport transport) {
        Exchange ended = exchange;
        if (ended == null) {
            fail(doing() + "the server ended it before a mechanism was chosen.");
            return;
        }
        Sasl.SaslOutcome outcome = sasl.getOutcome();
        String refusal = ended.refusal().isEmpty() ? "" : " It says: " + ended.refusal();
        switch (outcome) {
            case PN_SASL_OK -> accepted(ended, received(sasl));
            case PN_SASL_AUTH ->
                fail(doing() + "the server refused the credentials. Check user and password." + refusal);
            case PN_SASL_TEMP ->
                report(doing() + "the server has a passing fault. Try again later." + refusal, true, null);
            default -> fail(doing() + "the server reports a lasting fault of its own (" + outcome + ")." + refusal);
        }
    }

    private void accepted(Exchange ended, byte[] additional) {
        try {
            ended.accepted(additional);
            ended.end();
            accepted = true;
        } catch (SaslException impostor) {
            broken(impostor);
        }
    }

    @Override
    public void onSaslInit(Sasl sasl, Transport transport) {
        fail(doing() + "the peer is a client, not a server");
    }

    @Override
    public void onSaslResponse(Sasl sasl, Transport transport) {
        fail(doing() + "the peer is a client, not a server");
    }

    private String doing() {
        String with = chosen == null ? "" : " with " + chosen.name();
        return "Login to " + server.url() + login.who() + with + " failed: ";
    }

    private static byte[] received(Sasl sasl) {
        byte[] bytes = new byte[Math.max(sasl.pending(), 0)];
        sasl.recv(bytes, 0, bytes.length);
        return bytes;
    }

    private static void send(Sasl sasl, byte[] bytes) {
        sasl.send(bytes, 0, bytes.length);
        Arrays.fill(bytes, (byte) 0);
    }

    private void fail(String message) {
        report(message, false, null);
    }

    private void report(String message, boolean retryable, @Nullable Exception cause) {
        if (!failed) {
            failed = true;
            if (exchange != null) {
                exchange.end();
            }
            onFailure.accept(new EngineException.LoginFailed(message, retryable, cause));
        }
    }
}
