package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.Event;
import io.amqpjms.engine.Handler;
import io.amqpjms.engine.Outcome;
import io.amqpjms.engine.OutcomeListener;
import io.amqpjms.engine.Sender;
import io.amqpjms.engine.SenderOptions;
import io.amqpjms.engine.Tracker;
import io.amqpjms.engine.Transaction;
import io.amqpjms.engine.internal.loop.Loop;
import java.time.Duration;
import org.apache.qpid.proton.amqp.transport.ReceiverSettleMode;
import org.apache.qpid.proton.amqp.transport.SenderSettleMode;
import org.apache.qpid.proton.amqp.transport.Target;
import org.apache.qpid.proton.codec.ReadableBuffer;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Link;
import org.jspecify.annotations.Nullable;

/**
 * A sender: holds messages until there is credit, hands them to the protocol engine in order, and gives each its one
 * result. Loop-confined, but for the methods of {@link Sender}.
 */
final class SenderEndpoint extends LinkEndpoint<Sender> implements Sender {
    static final byte[] NOTHING = {};

    /** What one turn may give the protocol engine; small, since it walks over all it holds with each write. */
    private static final int TURN_BYTES = 65_536;

    private static final int TURN_MESSAGES = 256;

    private final SenderOptions options;
    private final Target target;
    private final Pending pending = new Pending();
    private final DeliveryTags tags = new DeliveryTags();
    private Loop.Timer sweep = Loop.Timer.NONE;
    private boolean queued;
    private org.apache.qpid.proton.engine.@Nullable Sender proton;
    private volatile int credit;

    SenderEndpoint(SessionEndpoint session, SenderOptions options, Target target, Handler handler) {
        super(session, options.name(), handler);
        this.options = options;
        this.target = target;
    }

    @Override
    Link create(org.apache.qpid.proton.engine.Session on) {
        org.apache.qpid.proton.engine.Sender link = on.sender(options.name());
        link.setSource(Termini.toProton(options.source()));
        link.setTarget(target);
        link.setSenderSettleMode(options.presettled() ? SenderSettleMode.SETTLED : SenderSettleMode.UNSETTLED);
        link.setReceiverSettleMode(ReceiverSettleMode.FIRST);
        link.setDesiredCapabilities(Protons.symbols(options.desiredCapabilities()));
        proton = link;
        return link;
    }

    @Override
    boolean refusedBy(Link attached) {
        return attached.getRemoteTarget() == null;
    }

    @Override
    public Tracker send(byte[] encoded, @Nullable Transaction transaction, @Nullable OutcomeListener listener) {
        Duration timeout = options.sendTimeout();
        long deadline = timeout.isZero() ? 0 : System.nanoTime() + timeout.toNanos();
        OutgoingDelivery delivery =
                new OutgoingDelivery(this, encoded, (TransactionEndpoint) transaction, listener, deadline);
        loop().submit(delivery);
        return delivery;
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
        if (transaction != null && !transaction.isCurrent()) {
            delivery.fail(transaction.gone("send in"));
            return;
        }
        pending.add(delivery);
        if (!options.sendTimeout().isZero() && sweep == Loop.Timer.NONE) {
            scheduleSweep(options.sendTimeout());
        }
        queueIfReady();
    }

    private void queueIfReady() {
        if (mayHandOver()) {
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
        return state() == Lifecycle.OPEN && pending.firstHeld() != null && proton != null && proton.getCredit() > 0;
    }

    /** Hands over one turn's worth; returns whether anything was handed over. */
    boolean handOver() {
        int messages = 0;
        OutgoingDelivery held = pending.firstHeld();
        while (held != null
                && messages < TURN_MESSAGES
                && mayHandOver()
                && sessionEndpoint().unwrittenBytes() < TURN_BYTES) {
            handOver(held);
            messages++;
            held = pending.firstHeld();
        }
        if (proton != null) {
            credit = proton.getCredit();
        }
        return messages > 0;
    }

    @Override
    void beforeClose() {
        OutgoingDelivery held = pending.firstHeld();
        while (held != null && mayHandOver()) {
            handOver(held);
            held = pending.firstHeld();
        }
    }

    private void handOver(OutgoingDelivery held) {
        org.apache.qpid.proton.engine.Sender link = proton;
        if (link == null) {
            return;
        }
        Delivery delivery = link.delivery(tags.next());
        delivery.setContext(held);
        held.proton = delivery;
        if (held.transaction() != null) {
            delivery.disposition(held.transaction().sendState());
        }
        link.sendNoCopy(ReadableBuffer.ByteBufferReader.wrap(held.payload()));
        pending.handedOver(held);
        if (options.presettled()) {
            delivery.settle();
            link.advance();
            pending.remove(held);
            held.succeed(Outcome.ACCEPTED);
        } else {
            link.advance();
        }
    }

    @Override
    void onDelivery(Delivery delivery) {
        if (!(delivery.getContext() instanceof OutgoingDelivery sent) || sent.proton == null) {
            return;
        }
        Outcome outcome = Outcomes.fromProton(delivery.getRemoteState());
        if (outcome == null && !delivery.remotelySettled()) {
            return;
        }
        delivery.settle();
        pending.remove(sent);
        // A peer that settles without a word leaves the default, and that is released (AMQP 1.0 §3.4.4, §3.5.3).
        sent.succeed(outcome == null ? Outcome.RELEASED : outcome);
    }

    /** Tells the handler of an outcome that no listener waits for. */
    void announce(Tracker tracker, Outcome outcome) {
        Event event = event(tracker);
        if (outcome instanceof Outcome.Accepted) {
            Callbacks.call(handler(), Handler::onAccepted, event);
        } else if (outcome instanceof Outcome.Rejected) {
            Callbacks.call(handler(), Handler::onRejected, event);
        } else if (outcome instanceof Outcome.Released) {
            Callbacks.call(handler(), Handler::onReleased, event);
        } else if (outcome instanceof Outcome.Modified) {
            Callbacks.call(handler(), Handler::onModified, event);
        }
        Callbacks.call(handler(), Handler::onSettled, event);
    }

    @Override
    void onFlow() {
        org.apache.qpid.proton.engine.Sender link = proton;
        if (link == null || state() != Lifecycle.OPEN) {
            return;
        }
        credit = link.getCredit();
        queueIfReady();
        if (pending.firstHeld() == null && credit > 0) {
            Callbacks.call(handler(), Handler::onSendable, event(null, null));
        }
        if (link.getDrain() && pending.firstHeld() == null) {
            link.drained();
            credit = link.getCredit();
        }
    }

    private void scheduleSweep(Duration delay) {
        sweep = loop().schedule(delay, this::giveUpLateSends);
    }

    private void giveUpLateSends() {
        sweep = Loop.Timer.NONE;
        long now = System.nanoTime();
        OutgoingDelivery oldest = pending.oldest();
        while (oldest != null && oldest.deadline - now <= 0) {
            pending.remove(oldest);
            boolean left = oldest.proton != null;
            forget(oldest);
            oldest.fail(new EngineException.TimedOut(lateReport(left)));
            oldest = pending.oldest();
        }
        if (oldest != null) {
            scheduleSweep(Duration.ofNanos(oldest.deadline - now));
        }
    }

    private static void forget(OutgoingDelivery sent) {
        Delivery delivery = sent.proton;
        sent.proton = null;
        if (delivery != null && delivery.getLink().getLocalState() == EndpointState.ACTIVE) {
            delivery.settle();
        }
    }

    private String lateReport(boolean left) {
        String waited = "The send to " + describeTarget() + " at " + peer() + " timed out after "
                + options.sendTimeout().toMillis() + " ms: ";
        return left
                ? waited + "the message left, but the peer told no outcome; it may have arrived"
                : waited + "no credit (" + credit + " granted, " + (pending.held() + 1)
                        + " messages waiting), the message was not sent. Is the queue full?";
    }

    @Override
    void onSuspended(EngineException reason) {
        proton = null;
        credit = 0;
        OutgoingDelivery delivery = pending.oldest();
        while (delivery != null) {
            OutgoingDelivery newer = delivery.newer;
            boolean left = delivery.proton != null;
            boolean again = options.resends() && delivery.mayResend();
            if (delivery.transaction() != null || (left && !again)) {
                pending.remove(delivery);
                delivery.fail(reason);
            }
            delivery = newer;
        }
        pending.holdAll();
    }

    @Override
    void release(EngineException reason) {
        super.release(reason);
        sweep.cancel();
        credit = 0;
        OutgoingDelivery lost = pending.oldest();
        while (lost != null) {
            pending.remove(lost);
            lost.fail(reason);
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
