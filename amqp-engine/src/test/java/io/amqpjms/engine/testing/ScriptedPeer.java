package io.amqpjms.engine.testing;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.qpid.protonj2.test.driver.ProtonTestServer;
import org.apache.qpid.protonj2.test.driver.ProtonTestServerOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * A remote peer on a loopback socket that follows a script, one client at a time.
 *
 * <p>Register it with {@code @RegisterExtension}: it listens before each test and, after it, fails the test whose
 * script was broken or not played to its end. When test and peer both complain the peer is heard first, for the
 * client's failure is only the echo. The script is written by the test's thread and played by the driver's own.
 */
public final class ScriptedPeer extends PeerScript
        implements BeforeEachCallback, AfterEachCallback, TestExecutionExceptionHandler {

    static final String PATIENCE_PARAMETER = "amqpjms.peer.patience.millis";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ProtonTestServerOptions options = new ProtonTestServerOptions();
    private Server server = new Server(options);
    private URI uri = URI.create("amqp://localhost:0");

    /** Changes how the peer listens, for what is neither plain TCP nor open to all. */
    public ScriptedPeer listening(Consumer<ProtonTestServerOptions> change) {
        change.accept(options);
        return this;
    }

    /** Listens anew, on another port, in a way that only the test knows; before any script. */
    public void restartListening(Consumer<ProtonTestServerOptions> change) {
        server.stop();
        listening(change);
        beforeEach(null);
    }

    @Override
    public void beforeEach(@Nullable ExtensionContext context) {
        server = new Server(options);
        server.start();
        uri = server.getServerURI();
        forget();
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable symptom) throws Throwable {
        AssertionError complaint = server.complaint();
        if (complaint == null) {
            throw symptom;
        }
        complaint.addSuppressed(symptom);
        throw complaint;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            if (context.getExecutionException().isEmpty()) {
                seesAll(patience(context));
            }
        } finally {
            server.stop();
        }
    }

    @Override
    public ProtonTestServer driver() {
        return server;
    }

    /** Where the peer listens, as {@code amqp://localhost:port}. */
    public URI uri() {
        return uri;
    }

    /** The port the peer listens on. */
    public int port() {
        return uri.getPort();
    }

    /** Waits until the whole script so far was played, and throws the peer's complaint if it was broken. */
    public void seesAll() {
        seesAll(PATIENCE);
    }

    private void seesAll(Duration patience) {
        server.waitForScriptToComplete(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Duration patience(ExtensionContext context) {
        return context.getConfigurationParameter(PATIENCE_PARAMETER, Long::valueOf)
                .map(Duration::ofMillis)
                .orElse(PATIENCE);
    }

    /** The driver's server, remembering whether the client broke the script; written by the driver's event loop. */
    private static final class Server extends ProtonTestServer {

        private final CountDownLatch failed = new CountDownLatch(1);
        private volatile @Nullable AssertionError complaint;
        private boolean dropping;

        Server(ProtonTestServerOptions options) {
            super(options);
        }

        /** How the client broke the script; null while it did not, or only went away before its end. */
        @Nullable
        AssertionError complaint() throws InterruptedException {
            if (hasFailed()) {
                // The driver wakes who waits for the script before it tells why it failed.
                failed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
            return complaint;
        }

        // An unfinished script is no failure; the driver tells the two apart by cause.
        private boolean hasFailed() {
            try {
                waitForScriptToComplete(1, TimeUnit.MILLISECONDS);
                return false;
            } catch (AssertionError e) {
                return e.getCause() instanceof AssertionError;
            }
        }

        /** Frees port and threads, also after a drop, when the driver believes it closed already. */
        void stop() {
            processPeerShutdownRequest();
        }

        @Override
        protected void processConnectionDropped() {
            dropping = true;
            try {
                super.processConnectionDropped();
            } finally {
                dropping = false;
            }
        }

        @Override
        protected void processDriverAssertion(AssertionError error) {
            if (!dropping) {
                complaint = error;
            }
            failed.countDown();
            super.processDriverAssertion(error);
        }
    }
}
