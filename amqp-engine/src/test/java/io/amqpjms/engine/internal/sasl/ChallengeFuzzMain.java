package io.amqpjms.engine.internal.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.amqpjms.engine.Credentials;
import io.amqpjms.engine.KerberosOptions;
import io.amqpjms.engine.PeerAddress;
import io.amqpjms.engine.SaslOptions;
import io.amqpjms.engine.Secret;
import io.amqpjms.engine.testing.JaasEntries;
import io.amqpjms.engine.testing.Kdc;
import io.amqpjms.engine.testing.KerberosServer;
import io.amqpjms.engine.testing.Mutator;
import io.amqpjms.engine.testing.ScramServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.security.sasl.SaslException;

/**
 * Feeds challenges with bytes changed to logins by SCRAM and Kerberos. Ends at the first exception that is not documented, the
 * first login that a server without the password gets through, or the first input that takes longer than ten seconds; run in a JVM
 * of its own with little memory.
 *
 * <p>Most SCRAM servers here ask for too few hash rounds, so that a challenge that is understood costs no rounds either. One in
 * {@value #PROVED} is a whole login, whose last message is changed again and again; one in {@value #KERBEROS} is by Kerberos.
 */
final class ChallengeFuzzMain {
    private static final int PROVED = 4096;
    private static final int KERBEROS = 512;
    private static final int LAST_WORDS = 1024;
    private static final long NANOS_AT_MOST = Duration.ofSeconds(10).toNanos();
    private static final String[] MECHANISMS = {"SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512"};
    private static final Server SERVER =
            new Server(PeerAddress.of("localhost", 5672), "amqp://localhost", false, () -> false);
    private static final Login LOGIN = new Login(
            SERVER,
            SaslOptions.anonymous().withKerberos(new KerberosOptions("alice", "amqp", "localhost")),
            Credentials.password("alice", Secret.of("a s3cret f0r fuzz")));

    /** An answer of a Kerberos server whose encrypted part is too short, of which the JDK says that its own arguments are bad. */
    private static final byte[] SHORT_CIPHER = HexFormat.of()
            .parseHex(
                    "606a06092a864886f71201020202006f5b3059a003020105a10302010fa24d304ba003020111a2440401a16780817dd777c1a1eb9f"
                            + "54106bc3bb5cc9bb425c4099ff8001ffefb39d958e63c7c513f3bcdd51e66cb260b43a9cdcb23562820442a16780817dd777c1a1eb"
                            + "9f54106bc3bb5cc9bb425c4099fedf0f6cefb39d958e63c7c513f3bcdd51e66cb260b43a9cdcb23562825e7096fa68d5d4ff886c03c7"
                            + "e742");

    private final Random random;
    private int fed;
    private int refused;
    private int answered;
    private int kerberosLogins;
    private long slowest;

    private ChallengeFuzzMain(long seed) {
        random = new Random(seed);
    }

    public static void main(String[] countSeedAndDirectory) throws Exception {
        int count = Integer.parseInt(countSeedAndDirectory[0]);
        long seed = Long.parseLong(countSeedAndDirectory[1]);
        long start = System.nanoTime();
        ChallengeFuzzMain fuzz = new ChallengeFuzzMain(seed);
        try (Kdc kdc = new Kdc(Path.of(countSeedAndDirectory[2]));
                JaasEntries entries =
                        kdc.forBroker().with("alice", kdc.login("alice")).install();
                KerberosServer server = new KerberosServer("acceptor")) {
            fuzz.run(count, server);
        }
        System.out.printf(
                "%,d inputs in %d s (seed %d), the slowest in %,d us: %,d answered, %,d refused, %,d logins by Kerberos; heap %d MB%n",
                fuzz.fed,
                Duration.ofNanos(System.nanoTime() - start).toSeconds(),
                seed,
                fuzz.slowest / 1_000,
                fuzz.answered,
                fuzz.refused,
                fuzz.kerberosLogins,
                Runtime.getRuntime().maxMemory() >> 20);
    }

    private void run(int count, KerberosServer kerberos) throws Exception {
        for (int round = 0; fed < count; round++) {
            String mechanism = MECHANISMS[round % MECHANISMS.length];
            if (round % PROVED == 0) {
                changeLastWords(mechanism);
            } else if (round % KERBEROS == 0) {
                logInByKerberos(kerberos);
            } else {
                changeFirstChallenge(mechanism);
            }
        }
    }

    private void changeFirstChallenge(String mechanism) throws Exception {
        Scram login = new Scram(mechanism, LOGIN);
        byte[] challenge = new ScramServer(mechanism, "unknown", 1).challenge(login.first());
        feed(login, mutator(challenge).next());
    }

    private void changeLastWords(String mechanism) throws Exception {
        Scram login = new Scram(mechanism, LOGIN);
        ScramServer server = new ScramServer(mechanism, "a s3cret f0r fuzz", Scram.FEWEST_ITERATIONS);
        if (!server.believes(login.next(server.challenge(login.first())))) {
            throw new AssertionError("The login does not work at all");
        }
        byte[] proof = server.proof();
        Mutator mutator = mutator(proof, "e=invalid-proof".getBytes(UTF_8));
        for (int i = 0; i < LAST_WORDS; i++) {
            byte[] mutant = mutator.next();
            feed(login, mutant);
            if (isLetThrough(login)) {
                if (!Arrays.equals(signature(mutant), signature(proof))) {
                    throw new AssertionError("Let through: " + HexFormat.of().formatHex(mutant));
                }
                return;
            }
        }
    }

    // The last letter has bits that mean nothing.
    private static byte[] signature(byte[] last) {
        return Base64.getDecoder()
                .decode(new String(last, UTF_8).substring("v=".length()).split(",", -1)[0]);
    }

    private static boolean isLetThrough(Scram login) {
        try {
            login.accepted(new byte[0]);
            return true;
        } catch (SaslException notProved) {
            return false;
        }
    }

    private void logInByKerberos(KerberosServer kerberos) throws Exception {
        Kerberos login = new Kerberos(LOGIN);
        kerberosLogins++;
        try (KerberosServer.Side side = kerberos.begin()) {
            byte[] challenge = side.answer(login.first());
            if (kerberosLogins == 1) {
                feed(login, SHORT_CIPHER);
            } else if (random.nextBoolean()) {
                feed(login, mutator(challenge, SHORT_CIPHER).next());
            } else {
                feed(login, mutator(side.answer(login.next(challenge))).next());
            }
        } finally {
            login.end();
        }
    }

    private Mutator mutator(byte[]... originals) {
        return new Mutator(List.of(originals), random);
    }

    private void feed(Exchange login, byte[] challenge) {
        long start = System.nanoTime();
        fed++;
        try {
            login.next(challenge);
            answered++;
        } catch (SaslException documented) {
            refused++;
        } catch (Throwable undocumented) {
            throw new AssertionError("Hearing " + HexFormat.of().formatHex(challenge), undocumented);
        }
        long taken = System.nanoTime() - start;
        slowest = Math.max(slowest, taken);
        if (taken > NANOS_AT_MOST) {
            throw new AssertionError(taken + " ns for " + HexFormat.of().formatHex(challenge));
        }
    }
}
