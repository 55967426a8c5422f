package io.amqpjms.engine.internal.sasl;

import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.SaslOptions;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.qpid.proton.engine.Sasl;
import org.apache.qpid.proton.engine.SaslListener;
import org.apache.qpid.proton.engine.Transport;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the strongest mechanism that both sides allow and that fits the credentials, and runs it (AMQP 1.0 §5.3).
 * Loop-confined; a failure is reported once.
 */
public final class SaslNegotiation implements SaslListener {
    /** Strongest first. */
    private static final List<Mechanism> KNOWN = List.of(new Plain(), new Anonymous());

    private final SaslOptions options;
    private final String peer;
    private final boolean exposed;
    private final Consumer<EngineException> onFailure;
    private @Nullable Mechanism chosen;

    /**
     * A negotiation for one login.
     *
     * @param exposed whether others can read the line: it is not encrypted and leaves this machine
     */
    public SaslNegotiation(SaslOptions options, String peer, boolean exposed, Consumer<EngineException> onFailure) {
        this.options = options;
        this.peer = peer;
        this.exposed = exposed;
        this.onFailure = onFailure;
    }

    @Override
    public void onSaslMechanisms(Sasl sasl, Transport transport) {
        Set<String> offered = new LinkedHashSet<>(Arrays.asList(sasl.getRemoteMechanisms()));
        Mechanism mechanism = choose(offered);
        if (mechanism == null) {
            fail(noCommonMechanism(offered), false);
            return;
        }
        if (mechanism.showsPassword() && exposed && !options.allowInsecure()) {
            fail(
                    "Login to " + peer + " was not tried: " + mechanism.name()
                            + " would send the password in clear over"
                            + " an unencrypted connection. Use TLS (amqps://), or allow it: sasl.allow_insecure in connect.json, amqp.saslAllowInsecure in a URI.",
                    false);
            return;
        }
        chosen = mechanism;
        sasl.setMechanisms(mechanism.name());
        send(sasl, mechanism.initialResponse(options));
    }

    private @Nullable Mechanism choose(Set<String> offered) {
        for (Mechanism mechanism : KNOWN) {
            String name = mechanism.name();
            boolean allowed =
                    options.mechanisms().isEmpty() || options.mechanisms().contains(name);
            if (allowed && offered.contains(name) && mechanism.fits(options)) {
                return mechanism;
            }
        }
        return null;
    }

    private String noCommonMechanism(Set<String> offered) {
        String mine = options.mechanisms().isEmpty()
                ? KNOWN.stream().map(Mechanism::name).toList().toString()
                : options.mechanisms().toString();
        String hint = options.user() == null
                ? "Give a user and a password if the server wants a login."
                : "Allow one of the server's mechanisms, or leave the user name out to log in anonymously.";
        return "Login to " + peer + " failed: the server offers " + offered + ", allowed here are " + mine
                + ", and none of them fits " + (options.user() == null ? "a login without user" : "a user and password")
                + ". " + hint;
    }

    @Override
    public void onSaslChallenge(Sasl sasl, Transport transport) {
        byte[] challenge = new byte[sasl.pending()];
        sasl.recv(challenge, 0, challenge.length);
        Mechanism mechanism = chosen;
        if (mechanism == null) {
            fail("Login to " + peer + " failed: the server sent a challenge before a mechanism was chosen", false);
            return;
        }
        try {
            send(sasl, mechanism.respond(challenge));
        } catch (IllegalStateException e) {
            fail("Login to " + peer + " with " + mechanism.name() + " failed: " + e.getMessage(), false);
        }
    }

    @Override
    public void onSaslOutcome(Sasl sasl, Transport transport) {
        Sasl.SaslOutcome outcome = sasl.getOutcome();
        if (outcome == Sasl.SaslOutcome.PN_SASL_OK) {
            return;
        }
        String mechanism = chosen == null ? "no mechanism" : chosen.name();
        String who = options.user() == null ? "" : " as user '" + options.user() + "'";
        String doing = "Login to " + peer + who + " with " + mechanism + " failed: ";
        switch (outcome) {
            case PN_SASL_AUTH -> fail(doing + "the server refused the credentials. Check user and password.", false);
            case PN_SASL_TEMP -> fail(doing + "the server has a passing fault. Try again later.", true);
            default -> fail(doing + "the server reports a lasting fault of its own (" + outcome + ").", false);
        }
    }

    @Override
    public void onSaslInit(Sasl sasl, Transport transport) {
        fail("Login to " + peer + " failed: the peer is a client, not a server", false);
    }

    @Override
    public void onSaslResponse(Sasl sasl, Transport transport) {
        fail("Login to " + peer + " failed: the peer is a client, not a server", false);
    }

    private static void send(Sasl sasl, byte[] bytes) {
        sasl.send(bytes, 0, bytes.length);
        Arrays.fill(bytes, (byte) 0);
    }

    private void fail(String message, boolean retryable) {
        onFailure.accept(new EngineException.LoginFailed(message, retryable, null));
    }
}
