package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.Connection;
import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.Container;
import io.amqpjms.engine.Credentials;
import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.ErrorCondition;
import io.amqpjms.engine.Event;
import io.amqpjms.engine.Handler;
import io.amqpjms.engine.LogContext;
import io.amqpjms.engine.LoopGuest;
import io.amqpjms.engine.ReconnectOptions;
import io.amqpjms.engine.ReconnectPolicy;
import io.amqpjms.engine.Session;
import io.amqpjms.engine.internal.loop.Loop;
import io.amqpjms.engine.internal.recovery.Recovery;
import io.amqpjms.engine.internal.recovery.RecoveryEvent;
import io.amqpjms.engine.internal.recovery.RecoveryState;
import io.amqpjms.engine.internal.recovery.RecoveryState.Phase;
import io.amqpjms.engine.internal.sasl.LoginHistory;
import io.amqpjms.engine.message.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A connection: the sessions on it, and the row of {@linkplain Attempt tries} that carry it. It outlives the loss of a
 * line when it may connect again. Loop-confined, but for the methods of {@link Connection}.
 */
public final class ConnectionEndpoint extends AbstractEndpoint<Connection> implements Connection, Attempt.Owner {
    private static final int FAILURES_KEPT = 16;
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionEndpoint.class);
    /** A line that is lost sooner is one more of the tries in a row. */
    private static final Duration STANDS = Duration.ofSeconds(2);

    private final Container container;
    private final ConnectionOptions options;
    private final Handler handler;
    private final ReconnectPolicy policy;
    private final SendQueue sendQueue = new SendQueue();
    private final LoginHistory logins = new LoginHistory();
    private final Renewal renewal;
    private final Set<SessionEndpoint> sessions = new LinkedHashSet<>();
    /** Those that were given up before the peer has begun or ended them: until it does they take channels of the line. */
    private final Set<SessionEndpoint> unanswered = new HashSet<>();

    private final AtomicReference<@Nullable Session> defaultSession = new AtomicReference<>();
    private RecoveryState recovery = RecoveryState.FIRST;
    private Loop.Timer pause = Loop.Timer.NONE;
    private Loop.Timer standing = Loop.Timer.NONE;
    private Attempt attempt;
    private @Nullable EngineException lastFailure;
    private final Deque<EngineException> failures = new ArrayDeque<>();
    private long lostAt;
    private @Nullable ErrorCondition closeError;
    private volatile Remote remote = Remote.UNKNOWN;
    private volatile String peer;

    public ConnectionEndpoint(Container container, ConnectionOptions options, Handler handler, Loop loop) {
        super(loop);
        this.container = container;
        this.options = options;
        this.handler = handler;
        this.policy = new GuardedPolicy(options.reconnect().policy().get());
        this.peer = options.peer();
        this.renewal = new Renewal(loop::schedule, this::isQuiet, this::renew);
        this.attempt = attempt(1);
        loop.endOfBatch(this::pump);
    }

    /** Writes what there is to say, now; on the loop. */
    void pump() {
        attempt.pump();
    }

    private Attempt attempt(int number) {
        ConnectionOptions at = policy.peer(options, number);
        Attempt made = new Attempt(number, at, container.id(), logins, this, loop());
        peer = at.peer();
        return made;
    }

    /** Begins to connect. */
    public void dial() {
        loop().execute(() -> {
            Callbacks.call(handler, Callback.STARTED, event(null));
            dial(attempt);
        });
    }

    private void step(RecoveryEvent event) {
        ReconnectOptions reconnect = options.reconnect();
        int maxTries = recovery.opened() ? reconnect.maxTries() : reconnect.maxFirstTries();
        Recovery.Step step = Recovery.step(recovery, event, maxTries);
        recovery = step.next();
        switch (step.effect()) {
            case NOTHING -> {
                // A late word from an earlier try.
            }
            case ANNOUNCE_OPENED -> {
                beginAnew();
                becameOpen();
            }
            case RESTORE -> restore();
            case BEGIN_ANEW -> beginAnew();
            case SUSPEND -> suspend();
            case DIAL -> dialAgain();
            case CLOSE_ATTEMPT -> attempt.close(closeError);
            case GIVE_UP -> becameClosed(wholeFailure());
            case FINISH -> becameClosed(null);
        }
    }

    @Override
    public void opened(Attempt opened, Remote told) {
        LogContext.around(this, () -> becomeOpen(opened, told));
    }

    private void becomeOpen(Attempt opened, Remote told) {
        remote = told;
        policy.onOpened(this);
        step(new RecoveryEvent.Opened(opened.number()));
        if (hasLine()) {
            beginWaiting();
        }
        standing = loop().schedule(STANDS, () -> step(new RecoveryEvent.Stood(opened.number())));
        planRenewal(opened.loginExpires());
    }

    /** Sessions that waited for the peer's open begin, or fail for want of room. */
    private void beginWaiting() {
        List.copyOf(sessions).stream().skip(room()).forEach(session -> session.becameClosed(tooManySessions()));
        List.copyOf(sessions).stream().filter(SessionEndpoint::isWithoutLine).forEach(this::beginAgain);
    }

    private int room() {
        return attempt.mostSessions() - unanswered.size();
    }

    private void beginAnew() {
        failures.clear();
        policy.reset();
    }

    // Credentials that never change are no better over a new line.
    private void planRenewal(@Nullable Instant expires) {
        boolean changes = !(options.sasl().credentials() instanceof Credentials);
        if (changes && options.reconnect().enabled() && options.reconnect().maxTries() > 0) {
            renewal.plan(expires);
        }
    }

    private boolean isQuiet() {
        return sessions.stream().allMatch(SessionEndpoint::isQuiet);
    }

    private void renew() {
        if (hasLine() && !attempt.isRenewing()) {
            // A line that has served its time is none that failed.
            step(new RecoveryEvent.Stood(attempt.number()));
            attempt.renew();
        }
    }

    /** Whether the peer has opened the present line, and has not closed it. */
    boolean hasLine() {
        return recovery.phase() == Phase.OPEN;
    }

    /** Whether what begins now has to wait for the next line; what is in a transaction has to come to its end over this one. */
    boolean isHeldForRenewal() {
        return renewal.isDue();
    }

    /** Whether the line goes, or has gone, because it is made anew. */
    boolean isBeingRenewed() {
        return attempt.isRenewing();
    }

    /** The peer has detached a link; what came over it may be settled in a transaction of any session. */
    void onDetached(ReceiverEndpoint receiver, EngineException reason) {
        sessions.forEach(session -> session.onDetached(receiver, reason));
    }

    /** A send or a transaction has come to its end. */
    void workEnded() {
        renewal.check();
    }

    @Override
    public void ended(Attempt ended, EngineException failure) {
        ended(ended.number(), failure);
    }

    private void ended(int number, EngineException failure) {
        LogContext.around(this, () -> lineEnded(number, failure));
    }

    private void lineEnded(int number, EngineException failure) {
        renewal.stop();
        standing.cancel();
        boolean lost = hasLine();
        lastFailure = failure;
        remember(failure);
        policy.onFailed(failure);
        step(new RecoveryEvent.Ended(number, mayTryAgain(failure)));
        if (lost && recovery.phase() == Phase.WAITING) {
            announceLost(failure);
        }
    }

    private boolean mayTryAgain(EngineException failure) {
        boolean told = recovery.opened() || failures.stream().anyMatch(ConnectFailures::mayHaveToldIdentity);
        return options.reconnect().enabled()
                && ConnectFailures.retryable(failure, told)
                && policy.goesOn(recovery.opened());
    }

    private void announceLost(EngineException failure) {
        lostAt = System.nanoTime();
        LOG.atLevel(attempt.isRenewing() ? Level.INFO : Level.WARN).log("{}; connecting again", failure.getMessage());
        Callbacks.call(handler, Callback.DISCONNECTED, event(failure));
    }

    private void remember(EngineException failure) {
        if (failures.size() == FAILURES_KEPT) {
            failures.removeFirst();
        }
        failures.addLast(failure);
    }

    /** The last failure, with those of the tries before it. */
    private @Nullable EngineException wholeFailure() {
        EngineException last = failures.peekLast();
        if (last != null) {
            failures.stream().filter(earlier -> earlier != last).forEach(last::addSuppressed);
        }
        return last;
    }

    private void suspend() {
        EngineException failure = lastFailure == null ? attempt.closedHere() : lastFailure;
        sendQueue.clear();
        unanswered.clear();
        List.copyOf(sessions).forEach(session -> session.suspend(failure));
        int number = recovery.attempt();
        pause = loop().schedule(policy.next(), () -> step(new RecoveryEvent.DelayOver(number)));
    }

    private void dialAgain() {
        int number = recovery.attempt();
        Attempt next;
        try {
            next = attempt(number);
        } catch (RuntimeException | Error thrown) {
            EngineException failure = ConnectFailures.unprepared(number, peer, thrown);
            LogContext.around(this, () -> LOG.warn("{}", failure.getMessage()));
            ended(number, failure);
            return;
        }
        attempt = next;
        Callbacks.call(handler, Callback.RECONNECTING, event(lastFailure));
        dial(next);
    }

    private void dial(Attempt next) {
        try {
            sessions.forEach(this::beginAgain);
            next.dial();
        } catch (RuntimeException | Error thrown) {
            next.abort(ConnectFailures.unprepared(next.number(), peer, thrown));
        }
    }

    private void restore() {
        LOG.info(
                "Connected again, to {}, after {} ms, with try {}",
                peer,
                Duration.ofNanos(System.nanoTime() - lostAt).toMillis(),
                recovery.attempt());
        sessions.forEach(SessionEndpoint::onLine);
        Callbacks.call(handler, Callback.RECONNECTED, event(null));
    }

    @Override
    public Container container() {
        return container;
    }

    @Override
    public ConnectionOptions options() {
        return options;
    }

    @Override
    public String peer() {
        return peer;
    }

    @Override
    public @Nullable String remoteContainerId() {
        return remote.containerId();
    }

    @Override
    public Set<Symbol> remoteOfferedCapabilities() {
        return remote.capabilities();
    }

    @Override
    public Map<Symbol, @Nullable Object> remoteProperties() {
        return remote.properties();
    }

    @Override
    public @Nullable SSLSession tlsSession() {
        return remote.tls();
    }

    @Override
    public Session openSession() {
        SessionEndpoint session = new SessionEndpoint(this);
        loop().execute(() -> begin(session));
        return session;
    }

    @Override
    public Session defaultSession() {
        Session known = defaultSession.get();
        if (known != null && !known.hasEnded()) {
            return known;
        }
        Session begun = openSession();
        if (defaultSession.compareAndSet(known, begun)) {
            return begun;
        }
        begun.close();
        return defaultSession();
    }

    private void begin(SessionEndpoint session) {
        if (state() == Lifecycle.CLOSING || state() == Lifecycle.CLOSED) {
            session.becameClosed(whyClosed());
            return;
        }
        if (hasLine() && sessions.size() >= room()) {
            session.becameClosed(tooManySessions());
            return;
        }
        sessions.add(session);
        beginAgain(session);
    }

    private EngineException tooManySessions() {
        String problem = "Could not begin a session on the connection to " + peer + ": it has " + attempt.mostSessions()
                + ", as many as this side and the peer allow (channel-max). Close some, or use another connection";
        return new EngineException.SessionFailed(problem, new ErrorCondition("amqp:resource-limit-exceeded", problem));
    }

    /** Begins a session on the present line, or lets it wait for the next one, or until the peer has opened this one. */
    void beginAgain(SessionEndpoint session) {
        if (recovery.phase() == Phase.WAITING || !attempt.mayBegin()) {
            session.awaitBegin();
        } else {
            session.begin(attempt.newSession());
        }
    }

    @Override
    public CompletableFuture<Void> close(ErrorCondition error) {
        FrameValues.require("info of an error", error.info());
        loop().execute(() -> {
            closeError = error;
            closeInLoop();
        });
        return closed();
    }

    @Override
    public Runnable schedule(Duration delay, @Nullable Handler heard) {
        return loop().schedule(delay, () -> {
            if (state() != Lifecycle.CLOSED) {
                Callbacks.call(heard == null ? handler : heard, Callback.TIMER, event(null));
            }
        })::cancel;
    }

    @Override
    Connection self() {
        return this;
    }

    @Override
    String describe() {
        return "connection to " + peer;
    }

    @Override
    void beforeClose() {
        sessions.forEach(SessionEndpoint::beforeClose);
    }

    @Override
    void beginClose() {
        pause.cancel();
        step(new RecoveryEvent.Close());
    }

    @Override
    void release(EngineException reason) {
        List.copyOf(sessions).forEach(session -> session.becameClosed(reason));
        sessions.clear();
        unanswered.clear();
    }

    @Override
    EngineException closedHere() {
        return attempt.closedHere();
    }

    @Override
    void announceOpened() {
        Callbacks.call(handler, Callback.CONNECTION_OPENED, event(null));
    }

    @Override
    void announceClosed(@Nullable EngineException failure) {
        Callbacks.call(handler, Callback.CONNECTION_CLOSED, event(failure));
    }

    private Event event(@Nullable EngineException failure) {
        return Event.of(this, null, failure);
    }

    Handler handler() {
        return handler;
    }

    SendQueue sendQueue() {
        return sendQueue;
    }

    void ended(SessionEndpoint session) {
        sessions.remove(session);
        if (session.takesChannel()) {
            unanswered.add(session);
        }
    }

    /** The peer has begun or ended a session, perhaps one that was given up. */
    void answered(SessionEndpoint session) {
        unanswered.remove(session);
    }

    @Override
    public boolean handOver() {
        return hasLine() && state() == Lifecycle.OPEN && !isBeingRenewed() && sendQueue.handOver();
    }

    @Override
    public boolean hasMore() {
        return sendQueue.hasMore();
    }

    @Override
    public LoopGuest guest() {
        return loop().guest();
    }
}
