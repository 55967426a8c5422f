package io.amqpjms.engine.internal.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.StringPreparation;
import com.ongres.scram.common.exception.ScramException;
import com.ongres.scram.common.exception.ScramServerErrorException;
import java.util.Arrays;
import java.util.List;
import javax.security.sasl.SaslException;
import org.jspecify.annotations.Nullable;

/**
 * Login that shows to each side that the other knows the password, and the password to nobody (RFC 5802, RFC 7677). The
 * answer to the first challenge costs as many hash rounds as the server wants, within bounds.
 */
final class Scram implements Exchange {
    /** Fewer rounds make a recorded login too easy to guess from (RFC 7677 §4). */
    static final int FEWEST_ITERATIONS = 4096;
    /** More rounds than that are an attack on this side's processor. */
    static final int MOST_ITERATIONS = 1_000_000;

    private final String mechanism;
    private final Login login;
    private @Nullable ScramClient client;
    private State state = State.START;
    private String refusal = "";

    private enum State {
        START,
        FIRST_SENT,
        PROOF_SENT,
        SERVER_PROVED
    }

    Scram(String mechanism, Login login) {
        this.mechanism = mechanism;
        this.login = login;
    }

    @Override
    public byte[] first() throws SaslException {
        char[] password = login.secret();
        try {
            client = ScramClient.builder()
                    .advertisedMechanisms(List.of(mechanism))
                    .username(login.user())
                    .password(password)
                    .stringPreparation(StringPreparation.SASL_PREPARATION)
                    .build();
            state = State.FIRST_SENT;
            return client.clientFirstMessage().toString().getBytes(UTF_8);
        } catch (IllegalArgumentException notPrepared) {
            throw unusable();
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    @Override
    public byte[] next(byte[] challenge) throws SaslException {
        return switch (state) {
            case FIRST_SENT -> prove(new String(challenge, UTF_8));
            case PROOF_SENT -> {
                checkServer(challenge);
                yield new byte[0];
            }
            default -> throw new SaslException("the server sent a challenge that " + mechanism + " does not have");
        };
    }

    private byte[] prove(String challenge) throws SaslException {
        int iterations = iterations(challenge);
        if (iterations < FEWEST_ITERATIONS || iterations > MOST_ITERATIONS) {
            throw new SaslException("the server wants " + iterations + " hash rounds, allowed are " + FEWEST_ITERATIONS
                    + " to " + MOST_ITERATIONS);
        }
        try {
            byte[] proof = begun().clientFinalMessage().toString().getBytes(UTF_8);
            state = State.PROOF_SENT;
            return proof;
        } catch (IllegalArgumentException notPrepared) {
            throw unusable();
        }
    }

    private int iterations(String challenge) throws SaslException {
        try {
            return begun().serverFirstMessage(challenge).getIterationCount();
        } catch (ScramException | IllegalArgumentException malformed) {
            throw new SaslException("the server's first message is malformed: " + malformed.getMessage(), malformed);
        }
    }

    /** Without the cause, whose message quotes from the password. */
    private static SaslException unusable() {
        return new SaslException(
                "the user name or the password is empty or holds characters that SASLprep forbids (RFC 4013)");
    }

    private void checkServer(byte[] last) throws SaslException {
        try {
            begun().serverFinalMessage(new String(last, UTF_8));
            state = State.SERVER_PROVED;
        } catch (ScramServerErrorException refused) {
            refusal = refused.getMessage();
        } catch (ScramException | IllegalArgumentException forged) {
            throw new SaslException(
                    "the server could not show that it knows the password: it may be an impostor", forged);
        }
    }

    @Override
    public void accepted(byte[] additional) throws SaslException {
        if (state == State.PROOF_SENT && additional.length > 0) {
            checkServer(additional);
        }
        if (state != State.SERVER_PROVED) {
            throw new SaslException("the server let the client in without showing that it knows the password: it may"
                    + " be an impostor");
        }
    }

    @Override
    public String refusal() {
        return refusal;
    }

    private ScramClient begun() throws SaslException {
        if (client == null) {
            throw new SaslException("the server sent a challenge before the first message");
        }
        return client;
    }
}
