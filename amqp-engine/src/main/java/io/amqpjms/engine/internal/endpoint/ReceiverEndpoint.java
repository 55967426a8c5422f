package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.ErrorCondition;
import io.amqpjms.engine.Handler;
import io.amqpjms.engine.LogContext;
import io.amqpjms.engine.Outcome;
import io.amqpjms.engine.PeerLimits;
import io.amqpjms.engine.Receiver;
import io.amqpjms.engine.ReceiverOptions;
import io.amqpjms.engine.ReceiverSettleMode;
import io.amqpjms.engine.message.DecodeLimits;
import java.util.concurrent.CompletableFuture;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Link;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A receiver: grants credit, puts deliveries together, and hands each complete one to its handler. Loop-confined, but
 * for the methods of {@link Receiver}.
 */
final class ReceiverEndpoint extends LinkEndpoint<Receiver> implements Receiver {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiverEndpoint.class);
    private static final String MESSAGE_SIZE_EXCEEDED = "amqp:link:message-size-exceeded";
    private static final String TRANSFER_LIMIT_EXCEEDED = "amqp:link:transfer-limit-exceeded";

    private final ReceiverOptions options;
    private final @Nullable Source source;
    private final Target target;
    private final PeerLimits limits;
    private final Intake intake;
    private final Drain drain;
    private int creditBeforeAttach;
    /** How often the handler was told that the link lost its line. */
    private int linesLost;
    /** Credit that was taken back, but which the peer may have used before it heard of that. */
    private int withdrawn;

    /** When what is being read began, by {@link System#nanoTime}, and whether the handler was told of a message since. */
    private long readAt;

    private boolean toldMessages;

    private boolean withheld;
    /** Whether a message was given back of which the peer may not have been told yet. */
    private boolean gaveBack;
    /** Written on the loop only. */
    private volatile org.apache.qpid.proton.engine.@Nullable Receiver proton;

    ReceiverEndpoint(SessionEndpoint session, ReceiverOptions options, Handler handler) {
        super(
                session,
                options.name(),
                handler,
                options.nodeOf(),
                options.source() == null || !options.source().dynamic());
        this.options = options;
        this.source = options.source() == null ? null : Termini.toProton(options.source());
        this.target = Termini.toProton(options.target());
        this.limits = session.connection().options().limits();
        this.intake = options.streaming()
                ? new StreamedMessages(this)
                : new WholeMessages(this, options.maxMessageSize(), limits.parts());
        this.drain = new Drain(loop());
        this.creditBeforeAttach = firstCredit();
    }

    @Override
    Link create(org.apache.qpid.proton.engine.Session on) {
        org.apache.qpid.proton.engine.Receiver link = on.receiver(options.name());
        if (source != null) {
            source.setAddress(addressOr(source.getAddress()));
        }
        link.setSource(source);
        link.setTarget(target);
        link.setSenderSettleMode(Protons.mode(options.senderSettleMode()));
        link.setReceiverSettleMode(Protons.mode(options.settleMode()));
        if (!options.streaming()) {
            link.setMaxMessageSize(UnsignedLong.valueOf(options.maxMessageSize()));
        }
        link.setDesiredCapabilities(Protons.symbols(options.desiredCapabilities()));
        if (creditBeforeAttach > 0) {
            link.flow(creditBeforeAttach);
        }
        proton = link;
        return link;
    }

    private int firstCredit() {
        return Math.min(options.creditWindow(), limits.unsettled());
    }

    @Override
    boolean refusedBy(Link attached) {
        return attached.getRemoteSource() == null;
    }

    @Override
    public void addCredit(int more) {
        requirePositive(more);
        loop().execute(() -> grant(more));
    }

    @Override
    public void addCredit(int more, int line) {
        requirePositive(more);
        loop().execute(() -> {
            if (line == linesLost) {
                grant(more);
            }
        });
    }

    private static void requirePositive(int more) {
        if (more <= 0) {
            throw new IllegalArgumentException("Credit to add must be positive, but is " + more);
        }
    }

    private void grant(int more) {
        if (!isAlive()) {
            return;
        }
        tellWhatIsGivenBack();
        if (proton == null) {
            creditBeforeAttach += more;
        } else if (drain.isUnderWay()) {
            proton.drain(more);
        } else {
            proton.flow(more);
        }
    }

    @Override
    public void withdrawCredit() {
        loop().execute(this::withdraw);
    }

    private void withdraw() {
        org.apache.qpid.proton.engine.Receiver link = proton;
        int out = link == null ? 0 : link.getRemoteCredit();
        if (link == null) {
            creditBeforeAttach = 0;
        } else if (out > 0 && state() == Lifecycle.OPEN && !drain.isUnderWay()) {
            withdrawn += out;
            link.flow(-out);
            // The protocol engine writes no credit of a link that is closed in the same batch.
            sessionEndpoint().connectionEndpoint().pump();
        }
    }

    // The protocol engine writes credit before outcomes, and the peer would use it for what comes after.
    private void tellWhatIsGivenBack() {
        if (gaveBack) {
            gaveBack = false;
            sessionEndpoint().connectionEndpoint().pump();
        }
    }

    @Override
    public CompletableFuture<Void> drain() {
        CompletableFuture<Void> drained = new CompletableFuture<>();
        loop().execute(() -> drain(drained));
        return drained;
    }

    private void drain(CompletableFuture<Void> drained) {
        takeMore();
        org.apache.qpid.proton.engine.Receiver link = proton;
        if (link == null || state() != Lifecycle.OPEN) {
            drained.completeExceptionally(whyClosed());
        } else if (!drain.isUnderWay() && isDrained(link)) {
            drained.complete(null);
        } else {
            drain.begin(link, drained, session().connection().options().requestTimeout(), this::drainedTooLate);
        }
    }

    private void drainedTooLate() {
        drain.tooLate(new EngineException.TimedOut("The peer at " + peer() + " did not give back the credit of the "
                + describe() + " within "
                + session().connection().options().requestTimeout().toMillis() + " ms"));
    }

    @Override
    void onFlow() {
        if (proton != null && drain.isUnderWay() && isDrained(proton)) {
            proton.setDrain(false);
            drain.end(null);
        }
    }

    // A message that has come in part has used its credit; one that is streamed is handed over with its beginning.
    private boolean isDrained(org.apache.qpid.proton.engine.Receiver link) {
        return link.getRemoteCredit() == 0 && (options.streaming() || link.getQueued() == 0);
    }

    @Override
    void onDelivery(Delivery updated) {
        if (updated.remotelySettled()
                && updated.getLocalState() != null
                && updated.getLink().current() != updated) {
            // The sender has heard the outcome of a link that settles second; nothing happens if it is settled already.
            updated.settle();
            resume(updated);
        }
        takeMore();
        onFlow();
    }

    /** Takes what the link has. */
    void takeMore() {
        if (proton != null && proton.current() != null) {
            readAt = System.nanoTime();
            try {
                intake.take(proton);
            } finally {
                readComplete();
            }
        }
    }

    private void readComplete() {
        if (toldMessages) {
            toldMessages = false;
            Callbacks.readComplete(handler(), this, readAt);
        }
    }

    boolean wasWithinCredit(org.apache.qpid.proton.engine.Receiver link) {
        if (link.getCredit() + withdrawn < 0) {
            breachedBy(TRANSFER_LIMIT_EXCEEDED, "sent more messages than it had credit for");
            return false;
        }
        return true;
    }

    void sentTooLarge() {
        breachedBy(MESSAGE_SIZE_EXCEEDED, "sent a message of more than " + options.maxMessageSize() + " bytes");
    }

    void sentTooManyParts() {
        breachedBy(TRANSFER_LIMIT_EXCEEDED, "sent a message in more than " + limits.parts() + " parts");
    }

    void complete(org.apache.qpid.proton.engine.Receiver link, Delivery delivery, byte[] payload) {
        IncomingDelivery incoming = new IncomingDelivery(this, delivery, payload);
        if (delivery.remotelySettled()) {
            delivery.settle();
        }
        if (state() == Lifecycle.OPEN) {
            toldMessages = true;
            Callbacks.deliver(handler(), incoming);
            if (options.autoAccept()) {
                incoming.settle(Outcome.ACCEPTED, null);
            }
        }
        replenish(link);
    }

    /** A message begins to come in. */
    void announce(StreamedMessage message) {
        if (state() == Lifecycle.OPEN) {
            Callbacks.call(handler(), Callback.STREAM, event(message));
        }
    }

    DecodeLimits decodeLimits() {
        return limits.decode();
    }

    boolean acceptsByItself() {
        return options.autoAccept();
    }

    /** Tells the peer of an outcome, and settles as the link's mode has it (AMQP 1.0 §2.6.12). */
    void settle(Delivery delivery, Outcome outcome, @Nullable TransactionEndpoint transaction) {
        refuse(delivery, outcome, transaction);
        if (options.settleMode() == ReceiverSettleMode.FIRST && maySettle(delivery.getLink())) {
            delivery.settle();
            resume(delivery);
        }
    }

    /** Tells the peer of an outcome, without settling. */
    void refuse(Delivery delivery, Outcome outcome, @Nullable TransactionEndpoint transaction) {
        if (maySettle(delivery.getLink())) {
            gaveBack |= outcome != Outcome.ACCEPTED;
            delivery.disposition(
                    transaction == null ? Outcomes.toProton(outcome) : transaction.settleState(this, outcome));
        } else if (transaction != null) {
            transaction.breakOff(new EngineException.LinkFailed(
                    "a message that was received in it came over a link that is gone, the " + describe(), null));
        }
    }

    /** The peer broke a limit: the link ends, and it is told why (AMQP 1.0 §2.8.17). */
    private void breachedBy(String condition, String what) {
        readComplete();
        ErrorCondition error = new ErrorCondition(condition, "The peer " + what);
        if (proton != null) {
            proton.setCondition(Protons.error(error));
            proton.close();
        }
        becameClosed(new EngineException.LinkFailed(
                "The " + describe() + " was closed because the peer at " + peer() + " " + what, error));
    }

    /** Grants anew what the credit window has room for. */
    void replenish(org.apache.qpid.proton.engine.Receiver link) {
        int window = options.creditWindow();
        int left = link.getRemoteCredit();
        if (window > 0 && left <= window / 2 && state() == Lifecycle.OPEN && !drain.isUnderWay()) {
            int room = limits.unsettled() - link.getUnsettled() - left;
            withhold(room <= 0);
            if (room > 0) {
                link.flow(Math.min(window - left, room));
            }
        }
    }

    /** The peer took back a message that used up credit; whoever grants it by hand does not hear of that. */
    void onAborted(org.apache.qpid.proton.engine.Receiver link) {
        if (options.creditWindow() > 0) {
            replenish(link);
        } else if (maySettle(link) && drain.isUnderWay()) {
            link.drain(1);
        } else if (maySettle(link)) {
            link.flow(1);
        }
    }

    private void resume(Delivery settled) {
        if (withheld) {
            replenish((org.apache.qpid.proton.engine.Receiver) settled.getLink());
        }
    }

    // A peer that settles second, and never does, would otherwise fill the heap.
    private void withhold(boolean full) {
        if (full && !withheld) {
            LogContext.around(
                    sessionEndpoint().connectionEndpoint(),
                    () -> LOG.warn(
                            "The {} at {} has {} deliveries that are not settled, as many as it may; it gets no more before"
                                    + " some are",
                            describe(),
                            peer(),
                            limits.unsettled()));
        }
        withheld = full;
    }

    /** Whether the link still stands on this line; for any thread. */
    boolean isOver(org.apache.qpid.proton.engine.Link cameOver) {
        return proton == cameOver && !closed().isDone();
    }

    /** Whether a delivery that came over this line can still be settled. */
    boolean maySettle(org.apache.qpid.proton.engine.Link cameOver) {
        return state() == Lifecycle.OPEN && proton == cameOver;
    }

    // Whether it heard of what was settled before is not known.
    @Override
    void onDetached(EngineException reason) {
        if (state() == Lifecycle.OPEN) {
            sessionEndpoint().connectionEndpoint().onDetached(this, reason);
        }
    }

    @Override
    void onSuspended(EngineException reason) {
        proton = null;
        withheld = false;
        withdrawn = 0;
        creditBeforeAttach = firstCredit();
        // Who is not open yet hears nothing of it.
        if (state() == Lifecycle.OPEN) {
            linesLost++;
        }
        intake.end(reason);
        drain.end(reason);
    }

    @Override
    void release(EngineException reason) {
        super.release(reason);
        intake.end(reason);
        drain.end(reason);
    }

    @Override
    Receiver self() {
        return this;
    }

    @Override
    String describe() {
        String address = options.source() == null ? null : options.source().address();
        return "receiver from " + (address == null ? "link '" + options.name() + "'" : "'" + address + "'");
    }
}
