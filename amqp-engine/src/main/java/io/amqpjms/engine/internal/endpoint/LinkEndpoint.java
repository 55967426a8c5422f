package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.ErrorCondition;
import io.amqpjms.engine.Event;
import io.amqpjms.engine.Handler;
import io.amqpjms.engine.IncomingStream;
import io.amqpjms.engine.Link;
import io.amqpjms.engine.LogContext;
import io.amqpjms.engine.Receiver;
import io.amqpjms.engine.Sender;
import io.amqpjms.engine.Session;
import io.amqpjms.engine.Source;
import io.amqpjms.engine.Target;
import io.amqpjms.engine.Tracker;
import io.amqpjms.engine.message.Symbol;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.EndpointState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What senders and receivers have in common: attach, detach, and what the peer said of itself. Loop-confined, but for
 * the methods of {@link Link}.
 */
abstract class LinkEndpoint<E extends Link<E>> extends AbstractEndpoint<E> implements Link<E> {
    private static final Logger LOG = LoggerFactory.getLogger(LinkEndpoint.class);

    private final SessionEndpoint session;
    private final String name;
    private final Handler handler;
    /** The link at whose node this one attaches, if it is not its own. */
    private final @Nullable LinkEndpoint<?> maker;
    /** Links that wait for the node of this one. */
    private final Set<LinkEndpoint<?>> followers = new LinkedHashSet<>();

    private final Comeback comeback;
    private boolean detaching;
    /** Whether this side has heard that the peer has a terminus for the link on this line. */
    private boolean attached;
    /** Whether the peer was given up on, and may still know the link. */
    private boolean unanswered;

    private org.apache.qpid.proton.engine.@Nullable Link proton;
    private volatile RemoteLink remote = RemoteLink.UNKNOWN;

    /** @param alone whether it can be attached anew while all others stand */
    LinkEndpoint(SessionEndpoint session, String name, Handler handler, @Nullable Sender nodeOf, boolean alone) {
        super(session.loop());
        this.comeback = new Comeback(alone && session.connection().options().linkRecovery());
        this.session = session;
        this.name = name;
        this.handler = handler;
        this.maker = nodeOf instanceof LinkEndpoint<?> link ? link : null;
    }

    /** Makes the protocol engine's link, ready to be opened. */
    abstract org.apache.qpid.proton.engine.Link create(org.apache.qpid.proton.engine.Session on);

    /** Whether the peer's attach shows that it has no terminus for the link, so that a detach follows. */
    abstract boolean refusedBy(org.apache.qpid.proton.engine.Link attached);

    /** A send has come to its end. */
    final void workEnded() {
        session.connectionEndpoint().workEnded();
    }

    /** Whether nothing that was sent is left without its outcome. */
    boolean isQuiet() {
        return true;
    }

    /** Credit or drain changed. */
    abstract void onFlow();

    /** A delivery came, grew, or reached a state. */
    abstract void onDelivery(Delivery delivery);

    /** The line is gone: what is in flight is settled one way or the other, the rest waits. */
    abstract void onSuspended(EngineException reason);

    /** The peer has detached the link, or ended its session. */
    void onDetached(EngineException reason) {}

    final void suspend(EngineException reason) {
        comeback.onLineLost(System.nanoTime());
        interrupt(reason);
    }

    private void interrupt(EngineException reason) {
        stopTimerUnlessOpening();
        proton = null;
        onSuspended(reason);
        if (state() == Lifecycle.CLOSING) {
            becameClosed(null);
        } else if (state() == Lifecycle.OPEN) {
            Callbacks.call(handler, Callback.LINK_SUSPENDED, event(null, reason));
        }
    }

    /** Attaches, at once or when the node that it is for has been made on this line. */
    final void attach(org.apache.qpid.proton.engine.Session on) {
        awaitAttach();
        if (maker != null && maker.state() == Lifecycle.CLOSED) {
            becameClosed(maker.whyClosed());
        } else if (maker != null && maker.isWithoutNode()) {
            maker.followers.add(this);
        } else {
            attachNow(on);
        }
    }

    private void attachNow(org.apache.qpid.proton.engine.Session on) {
        org.apache.qpid.proton.engine.Link link = create(on);
        proton = link;
        attached = false;
        link.setContext(this);
        link.open();
    }

    private boolean isWithoutNode() {
        return proton == null || !attached;
    }

    /** The address to attach at: that of the maker's node, else the link's own. */
    final @Nullable String addressOr(@Nullable String own) {
        Target node = maker == null ? null : maker.remoteTarget();
        return node == null ? own : node.address();
    }

    /** Bounds the wait for the peer's answer, and the wait for a line too if the link was never open. */
    final void awaitAttach() {
        if (state() == Lifecycle.OPENING || session.connectionEndpoint().hasLine()) {
            boundOpening(session.connection().options().requestTimeout(), this::attachedTooLate);
        }
    }

    /** Whether an attach is on its way to the peer, or its answer on the way back. */
    final boolean isAttaching() {
        return proton != null && proton.getRemoteState() == EndpointState.UNINITIALIZED;
    }

    /** Whether the link has its name to itself, from the first attach until this side closes. */
    final boolean isAlive() {
        return state() == Lifecycle.OPENING || state() == Lifecycle.OPEN;
    }

    /** Whether the peer did not answer in time, and has not done so since. */
    final boolean isUnanswered() {
        return unanswered;
    }

    /** Whether the link is one that sends, which may have the name of one that receives. */
    final boolean sends() {
        return this instanceof Sender;
    }

    /** Whether the peer may know the link by its name. */
    final boolean isKnownToPeer() {
        return proton != null;
    }

    private void attachedTooLate() {
        unanswered = proton != null;
        becameClosed(new EngineException.TimedOut("The peer at " + peer() + " did not answer the attach of the "
                + describe() + " within "
                + session.connection().options().requestTimeout().toMillis() + " ms"));
        if (proton != null) {
            proton.close();
        }
    }

    final void remotelyOpened() {
        if (proton == null) {
            return;
        }
        remote = RemoteLink.of(proton);
        if (refusedBy(proton)) {
            return;
        }
        attached = true;
        stopTimerUnlessClosing();
        comeback.onOpened(System.nanoTime());
        if (state() == Lifecycle.OPEN) {
            announceOpened();
        } else {
            becameOpen();
        }
        session.attachAnswered();
        takeAlongFollowers();
    }

    private void takeAlongFollowers() {
        List<LinkEndpoint<?>> waiting = List.copyOf(followers);
        followers.clear();
        waiting.forEach(LinkEndpoint::attachIfWaiting);
    }

    /** Attaches the link if it has waited for a node, or for its turn. */
    final void attachIfWaiting() {
        if (proton == null && isAlive()) {
            session.attach(this);
        }
    }

    final void remotelyDetached(boolean closed) {
        org.apache.qpid.proton.engine.Link link = proton;
        if (link == null) {
            return;
        }
        boolean refused = state() == Lifecycle.OPENING;
        ErrorCondition error = Protons.error(link.getRemoteCondition());
        answer(link, closed);
        EngineException.LinkFailed reason = new EngineException.LinkFailed(
                "The peer at " + peer() + (refused ? " refused the " : closed ? " closed the " : " detached the ")
                        + describe() + (error == null ? " without giving a reason" : " with: " + error),
                error);
        onDetached(reason);
        if (state() == Lifecycle.OPEN && comeback.mayTryAgain(error, closed, System.nanoTime())) {
            interrupt(reason);
            tryAgain(reason);
        } else {
            // First, so that who hears of the end and asks for another link finds its name and room free.
            session.detached(this);
            becameClosed(reason);
            proton = null;
        }
        link.free();
    }

    private void tryAgain(EngineException reason) {
        Duration delay = comeback.nextDelay();
        LogContext.around(
                session.connectionEndpoint(),
                () -> LOG.info("{}; attaching it again in {} ms", reason.getMessage(), delay.toMillis()));
        startTimer(delay, () -> {
            stopTimer();
            session.attach(this);
        });
    }

    private static void answer(org.apache.qpid.proton.engine.Link link, boolean closed) {
        if (link.getLocalState() == EndpointState.CLOSED) {
            return;
        }
        if (closed) {
            link.close();
        } else if (!link.detached()) {
            link.detach();
        }
    }

    @Override
    public final CompletableFuture<Void> detach() {
        loop().execute(() -> {
            detaching = true;
            closeInLoop();
        });
        return closed();
    }

    @Override
    final void beginClose() {
        org.apache.qpid.proton.engine.Link link = proton;
        if (link == null || link.getRemoteState() == EndpointState.CLOSED) {
            becameClosed(null);
            return;
        }
        if (detaching) {
            link.detach();
        } else {
            link.close();
        }
        startTimer(session.connection().options().closeTimeout(), this::closedTooLate);
    }

    private void closedTooLate() {
        unanswered = true;
        becameClosed(null);
    }

    @Override
    void release(EngineException reason) {
        session.ended(this);
        List.copyOf(followers).forEach(follower -> follower.becameClosed(reason));
    }

    @Override
    final EngineException closedHere() {
        return new EngineException.LinkFailed("The " + describe() + " at " + peer() + " is closed", null);
    }

    @Override
    final void announceOpened() {
        Callbacks.call(handler, Callback.LINK_OPENED, event(null, null));
    }

    @Override
    final void announceClosed(@Nullable EngineException failure) {
        Callbacks.call(handler, Callback.LINK_CLOSED, event(null, failure));
    }

    final Event event(io.amqpjms.engine.@Nullable Delivery delivery, @Nullable EngineException failure) {
        return event(delivery, null, null, failure);
    }

    final Event event(Tracker tracker) {
        return event(null, null, tracker, null);
    }

    final Event event(IncomingStream stream) {
        return event(null, stream, null, null);
    }

    private Event event(
            io.amqpjms.engine.@Nullable Delivery delivery,
            @Nullable IncomingStream stream,
            @Nullable Tracker tracker,
            @Nullable EngineException failure) {
        return new Event(
                session.connection(),
                session,
                this instanceof Sender sender ? sender : null,
                this instanceof Receiver receiver ? receiver : null,
                delivery,
                stream,
                tracker,
                failure);
    }

    final Handler handler() {
        return handler;
    }

    final String peer() {
        return session.connection().peer();
    }

    final SessionEndpoint sessionEndpoint() {
        return session;
    }

    @Override
    public final Session session() {
        return session;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final @Nullable Source remoteSource() {
        return remote.source();
    }

    @Override
    public final @Nullable Target remoteTarget() {
        return remote.target();
    }

    @Override
    public final Set<Symbol> remoteOfferedCapabilities() {
        return remote.capabilities();
    }

    @Override
    public final Map<Symbol, @Nullable Object> remoteProperties() {
        return remote.properties();
    }

    @Override
    public final long remoteMaxMessageSize() {
        return remote.maxMessageSize();
    }
}
