package org.apache.qpid.jms;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.mapping.Addressed;
import jakarta.jms.Message;
import java.io.File;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An application for Qpid JMS runs with the dependency swapped: as it was compiled against Qpid JMS, and compiled anew. Qpid JMS
 * itself is not there when it runs.
 */
class SampleApplicationIT {
    private static final Path PEER = Path.of("target/peer/qpid-jms-client.jar");
    private static final Path OURS = Path.of("target/classes");

    /** What a build tool brings along: the API, and what our classes extend. */
    private static final String API = locationOf(Message.class) + File.pathSeparator + locationOf(Addressed.class);

    @RegisterExtension
    final EmbeddedBroker broker =
            new EmbeddedBroker().withUser("user", "password").withGuest();

    @TempDir
    Path directory;

    private static Path locationOf(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    private Path compiledAgainst(Path library) throws Exception {
        Path classes = Files.createDirectory(directory.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        var files = compiler.getStandardFileManager(null, null, null);
        boolean compiled = compiler.getTask(
                        said,
                        files,
                        null,
                        List.of("-d", classes.toString(), "-proc:none", "-cp", library + File.pathSeparator + API),
                        null,
                        files.getJavaFileObjects(Path.of("src/test/sample/sample/Application.java")))
                .call();
        assertThat(compiled).as(said.toString()).isTrue();
        return classes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"Qpid JMS", "AMQP JMS"})
    void anApplicationForQpidJmsRunsUnchanged(String compiledAgainst) throws Exception {
        Path naming = Files.writeString(
                directory.resolve("jndi.properties"),
                "connectionfactory.broker=" + broker.uri() + "?jms.prefetchPolicy.all=1\nqueue.orders=sample-orders\n");
        Path classes = compiledAgainst(compiledAgainst.equals("Qpid JMS") ? PEER : OURS);
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            Object application = loader.loadClass("sample.Application")
                    .getConstructor(String.class, String.class)
                    .newInstance(broker.uri().toString(), naming.toUri().toString());
            assertThat(((Callable<?>) application).call())
                    .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                    .containsExactly(
                            "prefetch 5",
                            "quantity 3",
                            "reply to answers",
                            "client sample",
                            "context hello",
                            "naming named from sample-orders",
                            "browsed false");
        }
    }
}
