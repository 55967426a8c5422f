package io.amqpjms.engine.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.StringPreparation;
import java.util.Base64;

/** The server's side of a SCRAM login, which knows one password and can be told to cheat. */
public final class ScramServer {
    private static final byte[] SALT = "a salt".getBytes(UTF_8);

    private final ScramMechanism mechanism;
    private final String password;
    private final int iterations;
    private String withoutProof = "";
    private byte[] saltedPassword = new byte[0];

    /** A server that wants this many hash rounds. */
    public ScramServer(String mechanism, String password, int iterations) {
        this.mechanism = ScramMechanism.byName(mechanism);
        this.password = password;
        this.iterations = iterations;
    }

    /** The answer to the client's first message. */
    public byte[] challenge(byte[] clientFirst) {
        String bare = new String(clientFirst, UTF_8).substring("n,,".length());
        String nonce = bare.substring(bare.indexOf("r=") + 2);
        String answer = "r=" + nonce + "server,s=" + Base64.getEncoder().encodeToString(SALT) + ",i=" + iterations;
        withoutProof = bare + "," + answer;
        return answer.getBytes(UTF_8);
    }

    /** Whether the client's proof is right for the password this server knows. */
    public boolean believes(byte[] clientFinal) {
        String text = new String(clientFinal, UTF_8);
        int proof = text.lastIndexOf(",p=");
        withoutProof += "," + text.substring(0, proof);
        saltedPassword = ScramFunctions.saltedPassword(
                mechanism, StringPreparation.NO_PREPARATION, password.toCharArray(), SALT, iterations);
        byte[] storedKey = ScramFunctions.storedKey(mechanism, ScramFunctions.clientKey(mechanism, saltedPassword));
        byte[] shown = Base64.getDecoder().decode(text.substring(proof + 3));
        return ScramFunctions.verifyClientProof(mechanism, shown, storedKey, withoutProof);
    }

    /** What shows that the server knows the password. */
    public byte[] proof() {
        byte[] serverKey = ScramFunctions.serverKey(mechanism, saltedPassword);
        byte[] signature = ScramFunctions.serverSignature(mechanism, serverKey, withoutProof);
        return ("v=" + Base64.getEncoder().encodeToString(signature)).getBytes(UTF_8);
    }
}
