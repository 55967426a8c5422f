package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.Connection;
import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.ErrorCondition;
import io.amqpjms.engine.Event;
import io.amqpjms.engine.Handler;
import io.amqpjms.engine.LogContext;
import io.amqpjms.engine.Receiver;
import io.amqpjms.engine.ReceiverOptions;
import io.amqpjms.engine.Sender;
import io.amqpjms.engine.SenderOptions;
import io.amqpjms.engine.Session;
import io.amqpjms.engine.Transaction;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.qpid.proton.engine.EndpointState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session and the links on it. Loop-confined, but for the methods of {@link Session}. */
final class SessionEndpoint extends AbstractEndpoint<Session> implements Session {
    private static final Logger LOG = LoggerFactory.getLogger(SessionEndpoint.class);

    private final ConnectionEndpoint connection;
    private final Set<LinkEndpoint<?>> links = new LinkedHashSet<>();
    private final NamedLinks names = new NamedLinks();
    private final Coordinator coordinator = new Coordinator(this);
    private final Comeback comeback;
    private org.apache.qpid.proton.engine.@Nullable Session proton;
    /** Whether a link was attached on the present line. */
    private boolean attached;
    /** Bytes that the protocol engine counts as unwritten, and will never write; at the most. */
    private int dropped;

    SessionEndpoint(ConnectionEndpoint connection) {
        super(connection.loop());
        this.connection = connection;
        this.comeback = new Comeback(connection.options().linkRecovery());
    }

    /** Begins the session on a line, and attaches the links that it has already. */
    void begin(org.apache.qpid.proton.engine.Session begun) {
        if (state() == Lifecycle.CLOSING || state() == Lifecycle.CLOSED) {
            return;
        }
        proton = begun;
        attached = false;
        dropped = 0;
        begun.setContext(this);
        begun.setIncomingCapacity(connection.options().sessionWindow());
        begun.open();
        awaitBegin();
        List.copyOf(links).forEach(this::attach);
        coordinator.resume();
    }

    /** Bounds the wait for the peer's answer, and the wait for a line too if the session was never open. */
    void awaitBegin() {
        if (state() == Lifecycle.OPENING || connection.hasLine()) {
            boundOpening(connection.options().requestTimeout(), this::begunTooLate);
        }
    }

    /** Whether the session waits for a line, or for its turn on the present one. */
    boolean isWithoutLine() {
        return proton == null;
    }

    /** Whether the session takes a channel: the peer may still begin it, or has not ended it. */
    boolean takesChannel() {
        return proton != null && proton.getRemoteState() != EndpointState.CLOSED;
    }

    /** The line stands that the session and its links have been begun on: from now on the peer can answer. */
    void onLine() {
        if (isRestored()) {
            awaitBegin();
        }
        links.stream().filter(LinkEndpoint::isRestored).forEach(LinkEndpoint::awaitAttach);
    }

    /** The line is gone; the session waits for the next one, unless it was about to close. */
    void suspend(EngineException reason) {
        comeback.onLineLost(System.nanoTime());
        interrupt(reason);
    }

    private void interrupt(EngineException reason) {
        stopTimerUnlessOpening();
        proton = null;
        coordinator.fail(reason);
        List.copyOf(links).forEach(link -> link.suspend(reason));
        names.ended().forEach(this::passOnName);
        if (state() == Lifecycle.CLOSING) {
            becameClosed(null);
        }
    }

    private void begunTooLate() {
        becameClosed(new EngineException.TimedOut("The peer at " + connection.peer()
                + " did not answer the begin of a session within "
                + connection.options().requestTimeout().toMillis() + " ms"));
    }

    @Override
    public Connection connection() {
        return connection;
    }

    ConnectionEndpoint connectionEndpoint() {
        return connection;
    }

    @Override
    public Sender openSender(SenderOptions options, @Nullable Handler handler) {
        SenderEndpoint sender =
                new SenderEndpoint(this, options, Termini.toProton(options.target()), handlerOr(handler));
        loop().execute(() -> attach(sender));
        return sender;
    }

    @Override
    public Receiver openReceiver(ReceiverOptions options, @Nullable Handler handler) {
        ReceiverEndpoint receiver = new ReceiverEndpoint(this, options, handlerOr(handler));
        loop().execute(() -> attach(receiver));
        return receiver;
    }

    private Handler handlerOr(@Nullable Handler handler) {
        return handler == null ? connection.handler() : handler;
    }

    /** Attaches a link as soon as it can have its name and a handle, or fails it at once when it cannot, or nothing can. */
    void attach(LinkEndpoint<?> link) {
        EngineException refusal = refusal(link);
        if (refusal != null) {
            link.becameClosed(refusal);
            return;
        }
        links.add(link);
        org.apache.qpid.proton.engine.Session on = proton;
        if (names.take(link) && on != null && mayAttach(on)) {
            attached = true;
            link.attach(on);
        } else {
            link.awaitAttach();
        }
    }

    // With its begin the peer tells how many links it has room for. One is sure, and goes along with this side's begin.
    private boolean mayAttach(org.apache.qpid.proton.engine.Session on) {
        return !attached || isBegun(on);
    }

    private static boolean isBegun(org.apache.qpid.proton.engine.Session on) {
        return on.getRemoteState() == EndpointState.ACTIVE;
    }

    private @Nullable EngineException refusal(LinkEndpoint<?> link) {
        if (state() == Lifecycle.CLOSING || state() == Lifecycle.CLOSED) {
            return whyClosed();
        }
        boolean full = proton != null && isBegun(proton) && names.isFull(ProtonTransport.mostLinks(proton), link);
        return full ? tooManyLinks(proton, link) : names.refusal(link);
    }

    private EngineException tooManyLinks(org.apache.qpid.proton.engine.Session on, LinkEndpoint<?> link) {
        String problem = "Could not attach the " + link.describe() + " at " + connection.peer()
                + " to its session: it has " + ProtonTransport.mostLinks(on)
                + ", as many links as the peer allows (handle-max). Close some, or use another session";
        return new EngineException.LinkFailed(problem, new ErrorCondition("amqp:resource-limit-exceeded", problem));
    }

    /** The peer has begun: links that waited for that attach, or fail for want of room. */
    private void attachWaiting(org.apache.qpid.proton.engine.Session begun) {
        names.beyond(ProtonTransport.mostLinks(begun)).forEach(link -> link.becameClosed(tooManyLinks(begun, link)));
        List.copyOf(links).forEach(LinkEndpoint::attachIfWaiting);
    }

    void ended(LinkEndpoint<?> link) {
        links.remove(link);
        names.forget(link);
        if (!link.isKnownToPeer()) {
            passOnName(link);
        } else if (link.isUnanswered()) {
            refuseSuccessor(link);
        }
        attachAnswered();
    }

    private void refuseSuccessor(LinkEndpoint<?> unanswered) {
        LinkEndpoint<?> next = names.successor(unanswered);
        if (next != null) {
            next.becameClosed(names.refusal(next));
        }
    }

    /** Both sides have detached a link that has come to its end. */
    void detached(LinkEndpoint<?> link) {
        // Not in this batch: the protocol engine writes an attach before a detach, and two links would have the name.
        loop().execute(() -> passOnName(link));
    }

    private void passOnName(LinkEndpoint<?> link) {
        LinkEndpoint<?> next = names.free(link);
        if (next != null) {
            attach(next);
        }
    }

    /** The peer has attached a link, or never will. */
    void attachAnswered() {
        if (state() == Lifecycle.CLOSING) {
            endOnceAttached();
        }
    }

    @Override
    public CompletableFuture<Transaction> declare() {
        CompletableFuture<Transaction> declared = new CompletableFuture<>();
        loop().execute(() -> coordinator.declare(declared));
        return declared;
    }

    /** What senders hold for a transaction may leave now. */
    void sendersMayGoOn() {
        List.copyOf(links).forEach(LinkEndpoint::onFlow);
    }

    /** What senders hold for a transaction never leaves. */
    void giveUpSends(TransactionEndpoint transaction, EngineException reason) {
        for (LinkEndpoint<?> link : List.copyOf(links)) {
            if (link instanceof SenderEndpoint sender) {
                sender.giveUp(transaction, reason);
            }
        }
    }

    /** The peer has detached a link over which messages came, of this session or another one. */
    void onDetached(ReceiverEndpoint receiver, EngineException reason) {
        coordinator.onDetached(receiver, reason);
    }

    /** Whether a transaction with something in it waits to be discharged. */
    boolean isInTransaction() {
        return coordinator.isInTransaction();
    }

    /** Whether nothing that was begun is left without its outcome. */
    boolean isQuiet() {
        return !isInTransaction() && links.stream().allMatch(LinkEndpoint::isQuiet);
    }

    /** Bytes that the protocol engine holds for the peer's session window to open. */
    int unwrittenBytes() {
        if (proton == null) {
            return 0;
        }
        // Some may have been written after all, before the detach.
        dropped = Math.min(dropped, proton.getOutgoingBytes());
        return proton.getOutgoingBytes() - dropped;
    }

    /** The peer has detached a link; so many bytes of it the protocol engine has not written, and may count for ever. */
    void onDropped(int unwritten) {
        dropped += unwritten;
    }

    void remotelyOpened() {
        stopTimerUnlessClosing();
        connection.answered(this);
        comeback.onOpened(System.nanoTime());
        becameOpen();
        if (state() != Lifecycle.OPEN) {
            endOnceAttached();
        } else if (proton != null && isBegun(proton)) {
            attachWaiting(proton);
        }
    }

    void remotelyClosed() {
        org.apache.qpid.proton.engine.Session ended = proton;
        if (ended == null) {
            return;
        }
        connection.answered(this);
        ErrorCondition error = Protons.error(ended.getRemoteCondition());
        if (ended.getLocalState() != EndpointState.CLOSED) {
            ended.close();
        }
        EngineException.SessionFailed reason = new EngineException.SessionFailed(
                "The peer at " + connection.peer() + " ended a session "
                        + (error == null ? "without giving a reason" : "with: " + error),
                error);
        if (state() == Lifecycle.OPEN) {
            // Their messages may be settled in transactions of other sessions, which stand.
            links.forEach(link -> link.onDetached(reason));
        }
        if (state() == Lifecycle.OPEN && comeback.mayTryAgain(error, true, System.nanoTime())) {
            interrupt(reason);
            tryAgain(reason);
        } else {
            becameClosed(reason);
        }
        ended.free();
    }

    private void tryAgain(EngineException reason) {
        Duration delay = comeback.nextDelay();
        LogContext.around(
                connection,
                () -> LOG.info(
                        "{}; beginning it again with its {} links in {} ms",
                        reason.getMessage(),
                        links.size(),
                        delay.toMillis()));
        startTimer(delay, () -> {
            stopTimer();
            connection.beginAgain(this);
        });
    }

    @Override
    Session self() {
        return this;
    }

    @Override
    String describe() {
        return "session on the connection to " + connection.peer();
    }

    @Override
    void beforeClose() {
        links.forEach(LinkEndpoint::beforeClose);
    }

    @Override
    void beginClose() {
        if (proton == null || proton.getRemoteState() == EndpointState.CLOSED) {
            becameClosed(null);
            return;
        }
        startTimer(connection.options().closeTimeout(), this::endedTooLate);
        endOnceAttached();
    }

    // Artemis answers an attach even after the session's end, and its connection does not survive that.
    private void endOnceAttached() {
        if (links.stream().noneMatch(LinkEndpoint::isAttaching)) {
            endIfBegun();
        }
    }

    // The protocol engine takes a begin that answers an ended session for a fault of the peer, and fails the
    // connection.
    private void endIfBegun() {
        if (proton != null && proton.getRemoteState() != EndpointState.UNINITIALIZED) {
            proton.close();
        }
    }

    private void endedTooLate() {
        endIfBegun();
        becameClosed(null);
    }

    @Override
    void release(EngineException reason) {
        EngineException ofOpen = reason instanceof EngineException.TimedOut
                ? new EngineException.SessionFailed(String.valueOf(reason.getMessage()), null)
                : reason;
        // A link that was open has not timed out itself: it goes with its session.
        List.copyOf(links).forEach(link -> link.becameClosed(link.isRestored() ? ofOpen : reason));
        links.clear();
        coordinator.end(reason);
        connection.ended(this);
    }

    @Override
    EngineException closedHere() {
        return new EngineException.SessionFailed("The " + describe() + " is closed", null);
    }

    @Override
    void announceOpened() {
        Callbacks.call(connection.handler(), Callback.SESSION_OPENED, event(null));
    }

    @Override
    void announceClosed(@Nullable EngineException failure) {
        Callbacks.call(connection.handler(), Callback.SESSION_CLOSED, event(failure));
    }

    private Event event(@Nullable EngineException failure) {
        return Event.of(connection, this, failure);
    }
}
