package io.amqpjms.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the build has put things, from the directory of the {@code benchmarks} module. Immutable. */
record Places(Path module) {
    static final String PASSWORD = "benchmark";

    String ours() throws IOException {
        return own() + Files.readString(target().resolve("classpath-client"));
    }

    String broker() throws IOException {
        return own() + Files.readString(target().resolve("classpath-broker"));
    }

    String peer(String name) throws IOException {
        Path file = module.resolve("clients").resolve(name).resolve("target/classpath");
        return own() + Files.readString(file);
    }

    private String own() {
        return target().resolve("classes") + java.io.File.pathSeparator;
    }

    private Path target() {
        return module.resolve("target");
    }

    /** For logs and samples of this run. */
    Path results() throws IOException {
        return Files.createDirectories(target().resolve("bench"));
    }

    Path page() {
        return module.resolveSibling("docs").resolve("BENCHMARKS.md");
    }

    /** A key store with a certificate for this machine, made when it is not there. */
    Path keyStore() throws IOException, InterruptedException {
        Path store = results().resolve("benchmark.p12");
        if (!Files.exists(store)) {
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-keyalg",
                            "RSA",
                            "-alias",
                            "benchmark",
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "san=ip:127.0.0.1",
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            PASSWORD,
                            "-keystore",
                            store.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(results().resolve("keytool.log").toFile())
                    .start();
            if (keytool.waitFor() != 0) {
                throw new IOException("keytool made no " + store);
            }
        }
        return store;
    }
}
