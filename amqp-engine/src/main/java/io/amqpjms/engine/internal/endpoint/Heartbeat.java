package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.internal.loop.Loop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.proton.engine.Transport;

/**
 * Keeps an idle connection alive, and notices when the peer does not (AMQP 1.0 §2.4.5). Loop-confined.
 */
final class Heartbeat {
    private final Loop loop;
    private final Transport transport;
    private final Duration idleTimeout;
    private final Runnable onSilence;
    private Loop.Timer timer = Loop.Timer.NONE;
    private long framesSeen = -1;
    private long lastHeard;

    Heartbeat(Loop loop, Transport transport, Duration idleTimeout, Runnable onSilence) {
        this.loop = loop;
        this.transport = transport;
        this.idleTimeout = idleTimeout;
        this.onSilence = onSilence;
    }

    void start() {
        lastHeard = now();
        tick();
    }

    void stop() {
        timer.cancel();
        timer = Loop.Timer.NONE;
    }

    private void tick() {
        long now = now();
        if (silentFor(now) >= idleTimeout.toMillis() && !idleTimeout.isZero()) {
            onSilence.run();
            return;
        }
        long deadline = transport.tick(now);
        if (deadline != 0) {
            timer = loop.schedule(Duration.ofMillis(Math.max(1, deadline - now)), this::tick);
        }
    }

    private long silentFor(long now) {
        long frames = transport.getFramesInput();
        if (frames != framesSeen) {
            framesSeen = frames;
            lastHeard = now;
        }
        return now - lastHeard;
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
