package io.amqpjms.jms.internal.failover;

import io.amqpjms.engine.Connection;
import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.ReconnectOptions;
import io.amqpjms.engine.ReconnectPolicy;
import io.amqpjms.jms.internal.options.Broker;
import io.amqpjms.jms.internal.options.FailoverOptions;
import io.amqpjms.jms.internal.options.Options;
import io.amqpjms.jms.internal.options.ServerListAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries the brokers of a URI in rounds: one after the other without delay, then a delay that grows from round to round.
 * The broker that was lost last comes last in the round that follows. A broker may announce others, or send the client
 * elsewhere. One for each connection; loop-confined.
 */
public final class Failover implements ReconnectPolicy {
    private static final Logger LOG = LoggerFactory.getLogger(Failover.class);
    /** Two brokers that send the client to each other must not have it run in circles without a pause. */
    private static final int MOST_REDIRECTS = 4;

    private final Options options;
    private final Function<Broker, ConnectionOptions> reach;
    private List<Broker> brokers;
    private Broker current;
    private int tried;
    private int rounds;
    private int redirects;
    private @Nullable Broker redirect;

    /**
     * A policy for one connection.
     *
     * @param reach how to connect to a broker
     */
    public Failover(Options options, Function<Broker, ConnectionOptions> reach) {
        this.options = options;
        this.reach = reach;
        this.brokers = new ArrayList<>(options.brokers());
        this.current = brokers.get(0);
        beginRound();
    }

    /** What the engine needs to know, with a policy of its own for each connection, which counts the rounds. */
    public static ReconnectOptions reconnect(Options options, Function<Broker, ConnectionOptions> reach) {
        return ReconnectOptions.DEFAULT
                .withPolicy(() -> new Failover(options, reach))
                .withMaxTries(triesAfterLoss(options), ReconnectOptions.NO_LIMIT);
    }

    // That there is no round at all the engine must know: it renews no line that stands then. How often a first try is
    // followed by others the policy says, for a redirect is followed even then.
    private static int triesAfterLoss(Options options) {
        return mostRounds(options, true) == 0 ? 0 : ReconnectOptions.NO_LIMIT;
    }

    private static int mostRounds(Options options, boolean wasOpen) {
        int first = options.get(FailoverOptions.STARTUP_MAX_RECONNECT_ATTEMPTS);
        return wasOpen || first < 0 ? options.get(FailoverOptions.MAX_RECONNECT_ATTEMPTS) : first;
    }

    @Override
    public ConnectionOptions peer(ConnectionOptions own, int number) {
        Broker chosen = redirect;
        redirect = null;
        if (chosen == null) {
            chosen = brokers.remove(0);
            brokers.add(chosen);
            tried++;
            redirects = 0;
        }
        current = chosen;
        return reach.apply(chosen);
    }

    @Override
    public Duration next() {
        if (redirect != null) {
            return Duration.ZERO;
        }
        if (isRoundOver()) {
            rounds++;
            beginRound();
            warnOfRounds();
            return shortened(delay());
        }
        return rounds == 0 && tried == 0 ? options.get(FailoverOptions.INITIAL_RECONNECT_DELAY) : Duration.ZERO;
    }

    private void beginRound() {
        tried = 0;
        if (options.get(FailoverOptions.RANDOMIZE)) {
            Collections.shuffle(brokers);
        }
    }

    private Duration delay() {
        Duration first = options.get(FailoverOptions.RECONNECT_DELAY);
        Duration longest = options.get(FailoverOptions.MAX_RECONNECT_DELAY);
        if (!options.get(FailoverOptions.USE_RECONNECT_BACK_OFF)) {
            return first;
        }
        double factor = Math.pow(options.get(FailoverOptions.RECONNECT_BACK_OFF_MULTIPLIER), rounds - 1.0);
        double millis = first.toMillis() * factor;
        return millis >= longest.toMillis() ? longest : Duration.ofMillis((long) millis);
    }

    // The clients of a broker that comes back do not all arrive at the same moment.
    private static Duration shortened(Duration delay) {
        double share = 0.5 + ThreadLocalRandom.current().nextDouble() / 2;
        return Duration.ofNanos((long) (delay.toNanos() * share));
    }

    private void warnOfRounds() {
        int every = options.get(FailoverOptions.WARN_AFTER_RECONNECT_ATTEMPTS);
        if (every > 0 && rounds % every == 0) {
            LOG.warn("None of the brokers {} could be connected to in {} rounds; trying on", brokers, rounds);
        }
    }

    @Override
    public void onOpened(Connection connection) {
        ServerListAction action = options.get(FailoverOptions.AMQP_OPEN_SERVER_LIST_ACTION);
        if (action == ServerListAction.IGNORE) {
            return;
        }
        List<Broker> announced = Announced.brokers(connection.remoteProperties(), current);
        if (!announced.isEmpty()) {
            List<Broker> known = action == ServerListAction.REPLACE ? List.of(current) : brokers;
            brokers = Announced.merged(announced, known, current);
            LOG.debug("{} announced {}; known are now {}", current, announced, brokers);
        }
    }

    /** Whoever was just sent elsewhere has not come to the end of its round; brokers may have been announced during one. */
    @Override
    public boolean goesOn(boolean wasOpen) {
        int most = mostRounds(options, wasOpen);
        int through = isRoundOver() ? rounds + 1 : rounds;
        return most < 0 || through < most || redirect != null;
    }

    private boolean isRoundOver() {
        return tried >= brokers.size();
    }

    @Override
    public void reset() {
        redirects = 0;
        rounds = 0;
        beginRound();
    }

    @Override
    public void onFailed(EngineException failure) {
        Broker elsewhere = Announced.redirect(failure.error(), current);
        if (elsewhere != null && redirects < MOST_REDIRECTS) {
            redirects++;
            redirect = elsewhere;
            LOG.info("{} sends this client to {}", current, elsewhere);
        }
        restoreConfigured();
    }

    // A list that a broker announced may be wrong or out of date: what the user wrote stays in reach, and comes first
    // in the round that follows, for those announced were all tried in vain.
    private void restoreConfigured() {
        if (isRoundOver()) {
            List<Broker> missing = new ArrayList<>(options.brokers());
            missing.removeAll(brokers);
            brokers.addAll(0, missing);
        }
    }
}
