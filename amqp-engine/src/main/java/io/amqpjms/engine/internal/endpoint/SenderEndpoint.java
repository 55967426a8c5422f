package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.ErrorCondition;
import io.amqpjms.engine.Event;
import io.amqpjms.engine.Handler;
import io.amqpjms.engine.MessageStream;
import io.amqpjms.engine.Outcome;
import io.amqpjms.engine.SendOptions;
import io.amqpjms.engine.Sender;
import io.amqpjms.engine.SenderOptions;
import io.amqpjms.engine.SenderSettleMode;
import io.amqpjms.engine.Tracker;
import io.amqpjms.engine.message.MessageBytes;
import org.apache.qpid.proton.amqp.transport.Source;
import org.apache.qpid.proton.amqp.transport.Target;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Link;
import org.jspecify.annotations.Nullable;

/**
 * A sender: holds messages until there is credit, hands them to the protocol engine in order, and gives each its one
 * result. Loop-confined, but for the methods of {@link Sender}.
 */
final class SenderEndpoint extends LinkEndpoint<Sender> implements Sender {
    /** What one turn may give the protocol engine; small, since it walks over all it holds with each write. */
    private static final int TURN_BYTES = 16_384;

    private final SenderOptions options;
    private final Source source;
    private final Target target;
    private final Pending pending = new Pending();
    private final DeliveryTags tags = new DeliveryTags();
    private final LateSends late;
    private boolean queued;
    private org.apache.qpid.proton.engine.@Nullable Sender proton;
    private volatile int credit;

    SenderEndpoint(SessionEndpoint session, SenderOptions options, Target target, Handler handler) {
        super(session, options.name(), handler, options.nodeOf(), Termini.isLasting(target));
        this.options = options;
        this.source = Termini.toProton(options.source());
        this.target = target;
        this.late = new LateSends(options.sendTimeout(), pending, this);
    }

    @Override
    Link create(org.apache.qpid.proton.engine.Session on) {
        org.apache.qpid.proton.engine.Sender link = on.sender(options.name());
        link.setSource(source);
        link.setTarget(options.nodeOf() == null ? target : targetAtNode());
        link.setSenderSettleMode(Protons.mode(options.settleMode()));
        link.setReceiverSettleMode(Protons.mode(options.receiverSettleMode()));
        link.setDesiredCapabilities(Protons.symbols(options.desiredCapabilities()));
        proton = link;
        return link;
    }

    private Target targetAtNode() {
        return Termini.toProton(
                options.target().withAddress(addressOr(options.target().address())));
    }

    @Override
    boolean refusedBy(Link attached) {
        return attached.getRemoteTarget() == null;
    }

    @Override
    public Tracker send(MessageBytes encoded, SendOptions how) {
        OutgoingDelivery delivery = new OutgoingDelivery(this, encoded, how);
        submit(delivery);
        return delivery;
    }

    @Override
    public MessageStream stream(SendOptions how) {
        OutgoingStream stream = new OutgoingStream(this, how);
        submit(stream);
        return stream;
    }

    private void submit(OutgoingDelivery delivery) {
        delivery.deadline = late.deadline();
        loop().submit(delivery);
    }

    @Override
    public int credit() {
        return credit;
    }

    void enqueue(OutgoingDelivery delivery) {
        if (state() == Lifecycle.CLOSING || state() == Lifecycle.CLOSED) {
            delivery.fail(whyClosed());
            return;
        }
        TransactionEndpoint transaction = delivery.transaction();
        if (transaction != null && !transaction.isCurrent() && !transaction.canBeDeclaredAnew()) {
            delivery.fail(transaction.gone("send in"));
            return;
        }
        if (delivery.tag() != null && !tags.claim(delivery.tag())) {
            delivery.fail(new EngineException.DeliveryFailed(
                    "The send to " + describeTarget() + " at " + peer()
                            + " has the tag of another one that is still unsettled; each needs its own",
                    null));
            return;
        }
        pending.add(delivery);
        late.watch();
        queueIfReady();
    }

    /** There is more of a stream, or its end. */
    void proceed(OutgoingStream stream) {
        stream.deadline = late.deadline();
        queueIfReady();
    }

    private void queueIfReady() {
        OutgoingDelivery held = pending.firstHeld();
        if (state() == Lifecycle.OPEN && held != null && held.waitsForTransaction()) {
            held.transaction().declareAnew();
        } else if (mayHandOver()) {
            sessionEndpoint().connectionEndpoint().sendQueue().add(this);
        }
    }

    boolean enterQueue() {
        boolean entered = !queued;
        queued = true;
        return entered;
    }

    void leaveQueue() {
        queued = false;
    }

    boolean mayHandOver() {
        OutgoingDelivery held = pending.firstHeld();
        return state() == Lifecycle.OPEN
                && held != null
                && held.isReady()
                && maySendOneMore()
                && !held.waitsForTransaction()
                && (!sessionEndpoint().connectionEndpoint().isHeldForRenewal() || endsWhatBegan(held));
    }

    // The coordinator's link holds nothing back: whoever declares is asked to wait before.
    private boolean endsWhatBegan(OutgoingDelivery held) {
        TransactionEndpoint transaction = held.transaction();
        return held.isPartial()
                || (transaction != null && transaction.isUsed())
                || target instanceof org.apache.qpid.proton.amqp.transaction.Coordinator;
    }

    private boolean maySendOneMore() {
        int limit = options.maxUnsettled();
        return proton != null && proton.getCredit() > 0 && (limit == 0 || pending.left() < limit);
    }

    /** Hands over one turn's worth, which is at most so many messages; returns how many it was. */
    int handOver(int most) {
        int messages = 0;
        OutgoingDelivery held = pending.firstHeld();
        while (held != null
                && messages < most
                && mayHandOver()
                && sessionEndpoint().unwrittenBytes() < TURN_BYTES) {
            handOver(held);
            messages++;
            held = pending.firstHeld();
        }
        if (proton != null) {
            credit = proton.getCredit();
        }
        return messages;
    }

    @Override
    void beforeClose() {
        OutgoingDelivery held = pending.firstHeld();
        while (held != null && mayHandOver()) {
            handOver(held);
            if (held.isPartial()) {
                giveUp(held, closedHere());
            }
            held = pending.firstHeld();
        }
        if (held != null && held.isPartial()) {
            giveUp(held, closedHere());
        }
    }

    private void handOver(OutgoingDelivery held) {
        org.apache.qpid.proton.engine.Sender link = proton;
        if (link == null || isTooLarge(held)) {
            return;
        }
        Delivery delivery = held.proton;
        if (delivery == null) {
            delivery = begin(held, link);
        }
        if (!held.giveTo(link)) {
            return;
        }
        pending.handedOver(held);
        held.left();
        if (options.settleMode() == SenderSettleMode.SETTLED || held.settled()) {
            delivery.settle();
            link.advance();
            drop(held);
            held.succeed(Outcome.ACCEPTED);
        } else {
            link.advance();
        }
    }

    private Delivery begin(OutgoingDelivery held, org.apache.qpid.proton.engine.Sender link) {
        byte[] tag = held.tag() == null ? tags.next() : held.tag().toByteArray();
        Delivery delivery = link.delivery(tag);
        delivery.setContext(held);
        held.proton = delivery;
        if (held.transaction() != null) {
            delivery.disposition(held.transaction().sendState());
        }
        return delivery;
    }

    private boolean isTooLarge(OutgoingDelivery held) {
        long limit = remoteMaxMessageSize();
        if (limit == 0 || held.nextSize() <= limit) {
            return false;
        }
        String problem =
                "The message of " + held.nextSize() + (held instanceof OutgoingStream ? " bytes or more" : " bytes")
                        + " was not sent to " + describeTarget() + ": the peer at " + peer() + " takes at most " + limit
                        + " bytes in a message on this link";
        giveUp(
                held,
                new EngineException.DeliveryFailed(
                        problem, new ErrorCondition("amqp:link:message-size-exceeded", problem)));
        return true;
    }

    /** This side ends a send before its outcome is known; what the peer has of an unfinished one it shall forget. */
    void giveUp(OutgoingDelivery delivery, EngineException reason) {
        if (delivery.result() != null) {
            return;
        }
        forget(delivery);
        drop(delivery);
        delivery.fail(reason);
        queueIfReady();
    }

    /** A send has waited for as long as it may. */
    void giveUpLate(OutgoingDelivery delivery) {
        giveUp(delivery, new EngineException.TimedOut(lateReport(delivery.mayHaveArrived())));
    }

    /** Nothing that is held for this transaction leaves any more. */
    void giveUp(TransactionEndpoint transaction, EngineException reason) {
        OutgoingDelivery delivery = pending.firstHeld();
        while (delivery != null) {
            OutgoingDelivery newer = delivery.newer;
            if (delivery.transaction() == transaction) {
                giveUp(delivery, reason);
            }
            delivery = newer;
        }
    }

    private void drop(OutgoingDelivery delivery) {
        pending.remove(delivery);
        tags.free(delivery);
        workEnded();
    }

    @Override
    boolean isQuiet() {
        OutgoingDelivery oldest = pending.oldest();
        return oldest == null || (oldest.held && !oldest.isPartial());
    }

    private static void forget(OutgoingDelivery sent) {
        Delivery delivery = sent.proton;
        if (delivery != null && (sent.isPartial() || delivery.getLink().getLocalState() == EndpointState.ACTIVE)) {
            settle(sent, delivery);
        }
    }

    /** Settling what is not complete would make it so, and the peer would take a part for the whole. */
    private static void settle(OutgoingDelivery sent, Delivery delivery) {
        if (sent.isPartial()) {
            ProtonTransport.of(delivery.getLink()).abort(delivery);
        } else {
            delivery.settle();
        }
    }

    @Override
    void onDelivery(Delivery delivery) {
        if (!(delivery.getContext() instanceof OutgoingDelivery sent) || sent.result() != null) {
            return;
        }
        Outcome outcome = Outcomes.fromProton(delivery.getRemoteState());
        if (outcome == null && !delivery.remotelySettled()) {
            return;
        }
        if (!delivery.remotelySettled()) {
            // A peer that settles second waits to hear this (AMQP 1.0 §2.6.12).
            delivery.disposition(delivery.getRemoteState());
        }
        settle(sent, delivery);
        boolean atLimit = options.maxUnsettled() > 0 && pending.left() == options.maxUnsettled();
        drop(sent);
        // A peer that settles without a word leaves the default, and that is released (AMQP 1.0 §3.4.4, §3.5.3).
        sent.succeed(outcome == null ? Outcome.RELEASED : outcome);
        if (atLimit || pending.firstHeld() != null) {
            becameSendable();
        }
    }

    @Override
    void onDetached(EngineException reason) {
        sessionEndpoint().onDropped(pending.unwrittenBytes());
    }

    private void becameSendable() {
        queueIfReady();
        if (pending.firstHeld() == null && state() == Lifecycle.OPEN && maySendOneMore()) {
            Callbacks.call(handler(), Callback.SENDABLE, event(null, null));
        }
    }

    /** Tells the handler of an outcome that no listener waits for. */
    void announce(Tracker tracker, Outcome outcome) {
        Event event = event(tracker);
        if (outcome instanceof Outcome.Accepted) {
            Callbacks.call(handler(), Callback.ACCEPTED, event);
        } else if (outcome instanceof Outcome.Rejected) {
            Callbacks.call(handler(), Callback.REJECTED, event);
        } else if (outcome instanceof Outcome.Released) {
            Callbacks.call(handler(), Callback.RELEASED, event);
        } else if (outcome instanceof Outcome.Modified) {
            Callbacks.call(handler(), Callback.MODIFIED, event);
        }
        Callbacks.call(handler(), Callback.SETTLED, event);
    }

    @Override
    void onFlow() {
        org.apache.qpid.proton.engine.Sender link = proton;
        if (link == null || state() != Lifecycle.OPEN) {
            return;
        }
        credit = link.getCredit();
        becameSendable();
        if (!answerDrain()) {
            sessionEndpoint().connectionEndpoint().sendQueue().addDraining(this);
        }
    }

    /**
     * Gives credit back if the peer asks for that (AMQP 1.0 §2.6.7), but not before all is written: the protocol engine would give
     * back what that needs too. Returns whether there is nothing left to do.
     */
    boolean answerDrain() {
        org.apache.qpid.proton.engine.Sender link = proton;
        if (link == null || state() != Lifecycle.OPEN || !link.getDrain() || link.getCredit() <= 0) {
            return true;
        }
        if (pending.firstHeld() != null || link.getQueued() > 0) {
            return false;
        }
        link.drained();
        credit = link.getCredit();
        return true;
    }

    private String lateReport(boolean left) {
        String waited = "The send to " + describeTarget() + " at " + peer() + " timed out after "
                + options.sendTimeout().toMillis() + " ms: ";
        return waited + (left ? SendFailures.NO_OUTCOME : whyHeld());
    }

    private String whyHeld() {
        String held = pending.held() + " messages waiting), " + SendFailures.NOT_SENT;
        if (!sessionEndpoint().connectionEndpoint().hasLine()) {
            return "there is no connection at present (" + held;
        }
        if (proton == null || isAttaching()) {
            return "the peer has not attached the link (" + held;
        }
        boolean atLimit = options.maxUnsettled() > 0 && pending.left() >= options.maxUnsettled();
        return atLimit
                ? pending.left() + " messages are without outcome, and no more may be (" + held + ". Is the peer slow?"
                : "no credit (" + credit + " granted, " + held + ". Is the queue full?";
    }

    @Override
    void onSuspended(EngineException reason) {
        proton = null;
        credit = 0;
        SendFailures failures = new SendFailures(reason);
        OutgoingDelivery delivery = pending.oldest();
        while (delivery != null) {
            OutgoingDelivery newer = delivery.newer;
            boolean left = delivery.proton != null;
            boolean again = options.resends() && delivery.mayResend();
            if (delivery.isPartial()) {
                forget(delivery);
            }
            if (delivery.transaction() == null ? left && !again : !delivery.waitsForTransaction()) {
                drop(delivery);
                delivery.fail(failures.of(delivery));
            }
            delivery = newer;
        }
        pending.holdAll();
    }

    @Override
    void release(EngineException reason) {
        super.release(reason);
        late.stop();
        credit = 0;
        SendFailures failures = new SendFailures(reason);
        OutgoingDelivery lost = pending.oldest();
        while (lost != null) {
            if (lost.isPartial()) {
                forget(lost);
            }
            drop(lost);
            lost.fail(failures.of(lost));
            lost = pending.oldest();
        }
    }

    @Override
    Sender self() {
        return this;
    }

    @Override
    String describe() {
        return "sender to " + describeTarget();
    }

    private String describeTarget() {
        if (options.target().dynamic()) {
            return "a new node";
        }
        String address = options.target().address();
        return address == null ? "the anonymous relay" : "'" + address + "'";
    }
}
