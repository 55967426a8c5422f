package io.amqpjms.jms.internal.watch;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What those who watch for the application throw, errors such as that of a missing class too, and what is checked in Java but not
 * in the language they are written in: logged, the first as a warning. What the JVM itself cannot bear is thrown on. For any
 * thread.
 */
final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private final Class<?> faulty;
    private final AtomicBoolean warned = new AtomicBoolean();

    Faults(Object watcher) {
        this.faulty = watcher.getClass();
    }

    void note(Throwable thrown) {
        if (thrown instanceof VirtualMachineError unbearable) {
            throw unbearable;
        }
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (warned.compareAndSet(false, true)) {
            LOG.warn("{} failed; further failures are logged at debug level", faulty, thrown);
        } else {
            LOG.debug("{} failed", faulty, thrown);
        }
    }
}
