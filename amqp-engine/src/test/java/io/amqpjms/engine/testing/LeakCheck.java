package io.amqpjms.engine.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class that leaves something of ours behind: a thread (every connection that is still open has one), or
 * a Netty buffer. Registered for all tests through JUnit's extension autodetection. The class that left a thread is blamed
 * for it, those after it are not.
 *
 * <p>Threads get a moment to end, since an event loop stops after the close that asked it to.
 */
public final class LeakCheck implements BeforeAllCallback, AfterAllCallback {

    static final String PATIENCE_PARAMETER = "amqpjms.leakcheck.patience.millis";

    private static final String OUR_THREADS = "amqpjms";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Set<Thread> BLAMED = ConcurrentHashMap.newKeySet();

    static {
        RecordingLeakDetector.install();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // Its only work is to be there before the first buffer is.
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        if (context.getRequiredTestClass().isAnnotationPresent(Nested.class)) {
            return;
        }
        List<String> leaks = new ArrayList<>(threadsLeft(patience(context)));
        for (String buffer : RecordingLeakDetector.drainReports()) {
            leaks.add("a buffer nobody released: " + buffer);
        }
        if (!leaks.isEmpty()) {
            throw new AssertionError(
                    context.getRequiredTestClass().getSimpleName() + " leaves behind " + String.join("\nand ", leaks));
        }
    }

    private static Duration patience(ExtensionContext context) {
        return context.getConfigurationParameter(PATIENCE_PARAMETER, Long::valueOf)
                .map(Duration::ofMillis)
                .orElse(PATIENCE);
    }

    private static List<String> threadsLeft(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        List<String> left = new ArrayList<>();
        for (Thread thread : ourThreads()) {
            TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadline - System.nanoTime()));
            if (thread.isAlive()) {
                BLAMED.add(thread);
                left.add("a live thread: " + thread.getName() + stackOf(thread));
            }
        }
        return left;
    }

    private static List<Thread> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(OUR_THREADS))
                .filter(thread -> !BLAMED.contains(thread))
                .toList();
    }

    private static String stackOf(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .map(frame -> "\n    at " + frame)
                .collect(Collectors.joining());
    }
}
