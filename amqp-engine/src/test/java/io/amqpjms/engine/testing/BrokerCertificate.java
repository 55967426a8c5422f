package io.amqpjms.engine.testing;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A certificate for {@code localhost} and {@code 127.0.0.1} that signed itself, made by the JDK's keytool. Immutable.
 *
 * @param keyStore key and certificate, PKCS#12, for the broker
 * @param pem the certificate, for the client to trust
 */
public record BrokerCertificate(Path keyStore, Path pem) {
    /** Of the key store. */
    public static final String PASSWORD = "changeit";

    /** Makes one, in this directory. */
    public static BrokerCertificate in(Path directory) throws Exception {
        Path keyStore = directory.resolve("broker.p12");
        Path pem = directory.resolve("broker.pem");
        keytool(
                keyStore,
                "-genkeypair -keyalg EC -groupname secp256r1 -alias broker -dname CN=localhost -validity 3650",
                "-ext san=dns:localhost,ip:127.0.0.1 -ext bc:c");
        keytool(keyStore, "-exportcert -rfc -alias broker -file " + pem);
        return new BrokerCertificate(keyStore, pem);
    }

    /** What makes {@link EmbeddedBroker#withAcceptorOptions} listen with this certificate. */
    public String acceptorOptions() {
        return "sslEnabled=true;keyStorePath=" + keyStore + ";keyStorePassword=" + PASSWORD;
    }

    private static void keytool(Path keyStore, String... options) throws Exception {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String command = String.join(
                " ",
                tool,
                String.join(" ", options),
                "-storetype PKCS12 -storepass",
                PASSWORD,
                "-keystore",
                "" + keyStore);
        Process process = new ProcessBuilder(List.of(command.split(" ")))
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("failed: " + command);
        }
    }
}
