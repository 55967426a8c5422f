package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.Connection;
import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.ReconnectOptions;
import io.amqpjms.engine.ReconnectPolicy;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A user's policy, whose mistakes do not end the trying: if it does not say when to try next, the default one does. Only what
 * {@link #peer} throws comes through, and makes that try a failed one. Loop-confined.
 */
final class GuardedPolicy implements ReconnectPolicy {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedPolicy.class);

    private final ReconnectPolicy policy;
    private final ReconnectPolicy standIn = ReconnectOptions.DEFAULT.policy().get();

    GuardedPolicy(ReconnectPolicy policy) {
        this.policy = policy;
    }

    @Override
    public Duration next() {
        try {
            return Objects.requireNonNull(policy.next(), "the delay before the next try");
        } catch (RuntimeException | Error thrown) {
            failed(thrown);
            return standIn.next();
        }
    }

    @Override
    public void reset() {
        standIn.reset();
        guarded(policy::reset);
    }

    @Override
    public ConnectionOptions peer(ConnectionOptions own, int number) {
        return policy.peer(own, number);
    }

    @Override
    public void onOpened(Connection connection) {
        guarded(() -> policy.onOpened(connection));
    }

    @Override
    public void onFailed(EngineException failure) {
        guarded(() -> policy.onFailed(failure));
    }

    @Override
    public boolean goesOn(boolean wasOpen) {
        try {
            return policy.goesOn(wasOpen);
        } catch (RuntimeException | Error thrown) {
            failed(thrown);
            return true;
        }
    }

    private void guarded(Runnable told) {
        try {
            told.run();
        } catch (RuntimeException | Error thrown) {
            failed(thrown);
        }
    }

    private void failed(Throwable thrown) {
        LOG.error("The reconnect policy {} threw; the connection goes on", policy.getClass(), thrown);
    }
}
