package io.amqpjms.jms.internal;

import io.amqpjms.engine.Delivery;
import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.Event;
import io.amqpjms.engine.Handler;
import io.amqpjms.engine.Outcome;
import io.amqpjms.engine.Receiver;
import io.amqpjms.engine.ReceiverOptions;
import io.amqpjms.engine.Session;
import io.amqpjms.jms.internal.ack.Origin;
import io.amqpjms.jms.internal.ack.Received;
import io.amqpjms.jms.internal.watch.ReceiveWatch;
import jakarta.jms.JMSException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The link of one consumer with its {@link Inbox}: it outlives the consumer until every message that the application
 * was given is settled. Hears the engine on the event loop; closed by any thread.
 */
final class ConsumerLink implements Origin {
    private static final Clock CLOCK = Clock.systemUTC();
    /** Who waits for the first of many need not wait for all. */
    private static final int MOST_TOGETHER = 32;

    private final Receiver receiver;
    private final IntFunction<Inbox> inboxes;
    private final boolean durable;
    private final boolean drains;
    private final boolean atTemporaryNode;
    private final AtomicInteger unsettled = new AtomicInteger();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final Runnable tooLate;
    private final HandedOver handedOver;
    private final ReceiveWatch watch;
    /** Comes after everything that had to be done at the end. */
    private volatile CompletableFuture<Void> ended;

    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile Inbox inbox;
    private volatile List<Received> unseen = List.of();
    private volatile CompletableFuture<Void> drained = CompletableFuture.completedFuture(null);
    /** Of the event loop, where messages arrive. */
    private int line;

    /**
     * Attaches the link; {@link #opened} tells how that ends.
     *
     * @param answers what is asked for at the consumer's destination
     * @param waits hears of messages that wait here
     * @param watch hears of what is received and settled
     * @param tooLate what to do when an acknowledgement cannot reach the broker any more
     */
    ConsumerLink(
            Session session,
            ReceiverOptions options,
            CreditWindow window,
            AwaitedAnswers answers,
            WaitWatch waits,
            ReceiveWatch watch,
            boolean durable,
            Runnable tooLate) {
        this.durable = durable;
        this.drains = window.drains();
        this.atTemporaryNode = options.nodeOf() != null;
        this.tooLate = tooLate;
        this.watch = watch;
        // The handler runs only after the credit that the inbox grants, so the inbox is there by then.
        this.receiver = session.openReceiver(options, new Arrivals());
        this.ended = receiver.closed();
        this.inboxes = lost -> new Inbox(receiver, window, answers, waits, lost);
        this.inbox = inboxes.apply(0);
        this.handedOver = new HandedOver(window.messages(), unsettled::get);
    }

    /** Waits until the broker has confirmed the link. */
    Receiver opened(String doing) throws JMSException {
        return Await.answer(receiver.opened(), doing);
    }

    /** Whom to tell, on the event loop, that the broker ended the link or the connection was lost. */
    void onLost(Consumer<EngineException> listener) {
        receiver.closed().whenComplete((ended, failure) -> {
            if (failure instanceof EngineException reason) {
                inbox.fail(reason);
                listener.accept(reason);
            }
        });
    }

    /** Whether an open link ended for itself: what goes with its session or connection is told by that. */
    static boolean endedAlone(EngineException reason) {
        return reason instanceof EngineException.LinkFailed || reason instanceof EngineException.TimedOut;
    }

    /** What to do when the link has ended, whoever ended it; a close waits for that as well. */
    void onEnd(Runnable action) {
        ended = ended.whenComplete((nothing, failure) -> action.run());
    }

    /** The session that carries it. */
    Session session() {
        return receiver.session();
    }

    Inbox inbox() {
        return inbox;
    }

    ReceiveWatch watch() {
        return watch;
    }

    /** What the application was given, to know it again. */
    HandedOver handedOver() {
        return handedOver;
    }

    @Override
    public int line() {
        return line;
    }

    @Override
    public void putBack(List<Received> messages) {
        List<Received> current = current(messages);
        if (!inbox.putBack(current)) {
            current.forEach(Received::fail);
        }
    }

    @Override
    public void giveBack(List<Received> failed) {
        List<Received> current = current(failed);
        if (!current.isEmpty()) {
            inbox.recall(current);
        }
    }

    /** Those of the present line; what came over a lost one comes again from the broker. */
    private static List<Received> current(List<Received> messages) {
        messages.stream().filter(message -> !message.isCurrent()).forEach(Received::fail);
        return messages.stream().filter(Received::isCurrent).toList();
    }

    @Override
    public void onTooLate() {
        tooLate.run();
    }

    @Override
    public void onSettled(Outcome outcome, boolean transacted) {
        watch.settled(outcome, transacted);
        oneLess();
    }

    private void oneLess() {
        if (unsettled.decrementAndGet() == 0 && closing.get()) {
            end();
        }
    }

    /** Ends all receiving at once; what was not seen goes back to the broker before the end of the link or its session. */
    void stopReceiving() {
        List<Received> left = new ArrayList<>();
        for (Received message : inbox.close()) {
            if (message.redeliveries() > 0) {
                message.fail();
            } else if (!message.isPresettled()) {
                left.add(message);
            }
        }
        unseen = List.copyOf(left);
    }

    /**
     * Closes the link after {@link #stopReceiving}, now or when the last message that the application was given is
     * settled. The future completes when the broker has answered, or now if that must wait.
     */
    CompletableFuture<Void> close() {
        closing.set(true);
        if (unsettled.get() <= unseen.size()) {
            withdraw();
            releaseUnseen();
            return end();
        }
        // What goes back while there is credit may come again at once, and a broker may keep it for this link.
        if (drains) {
            drained = receiver.drain();
        } else {
            receiver.withdrawCredit();
        }
        unseen.forEach(this::releaseDrained);
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Takes up receiving for another consumer, after {@link #close}, as long as something that the closed one gave out is not settled;
     * waits for the broker's answer to that close. False if the link is in use, or ends.
     */
    boolean reopen(String doing) throws JMSException {
        // Counted as one more message, this keeps the link from ending meanwhile.
        boolean inTime = unsettled.getAndIncrement() > 0;
        try {
            return inTime && !ending.get() && closing.compareAndSet(true, false) && receivesAnew(doing);
        } finally {
            oneLess();
        }
    }

    private boolean receivesAnew(String doing) throws JMSException {
        boolean begun = false;
        try {
            Executor loop = session().connection().loop();
            begun = Await.answer(
                    drained.handle((nothing, failure) -> null).thenApplyAsync(nothing -> takesAnInbox(), loop), doing);
            return begun;
        } finally {
            if (!begun) {
                closing.set(true);
                inbox.close().forEach(Received::release);
            }
        }
    }

    private boolean takesAnInbox() {
        if (closing.get() || receiver.hasEnded()) {
            return false;
        }
        inbox = inboxes.apply(line);
        return true;
    }

    /** Completes when the link has ended, if it is about to. */
    @Nullable
    CompletableFuture<Void> ending() {
        return ending.get() ? ended : null;
    }

    /** Takes back the credit, so that what goes back does not come again over this link. */
    void withdraw() {
        if (!unseen.isEmpty()) {
            receiver.withdrawCredit();
        }
    }

    /** Gives back what was not seen: left to the end of the link, brokers would count it as failed. */
    void releaseUnseen() {
        unseen.forEach(Received::release);
    }

    private void releaseDrained(Received message) {
        drained.whenComplete((nothing, failure) -> message.release());
    }

    /** Ends the link, whatever is not settled on it. */
    CompletableFuture<Void> end() {
        if (ending.compareAndSet(false, true)) {
            if (durable) {
                receiver.detach();
            } else {
                receiver.close();
            }
        }
        return ended;
    }

    /** Messages that are read together go into the inbox together, so that its lock is no bone of contention. */
    private final class Arrivals implements Handler {
        private final List<Received> together = new ArrayList<>();
        private long now;

        @Override
        public void onLinkSuspended(Event event) {
            line++;
            inbox.suspend().forEach(Received::fail);
            if (atTemporaryNode) {
                inbox.interrupt(AwaitedAnswers.lost(event.failure()));
            }
        }

        @Override
        public void onLinkOpened(Event event) {
            if (line > 0) {
                inbox.resume();
            }
        }

        @Override
        public void onDelivery(Delivery delivery) {
            if (together.isEmpty()) {
                now = CLOCK.millis();
            }
            together.add(new Received(delivery, ConsumerLink.this, now));
            if (together.size() == MOST_TOGETHER) {
                handOver();
            }
        }

        @Override
        public void onReadComplete(Receiver read) {
            if (!together.isEmpty()) {
                handOver();
            }
        }

        private void handOver() {
            int toSettle = 0;
            for (Received message : together) {
                toSettle += message.isPresettled() ? 0 : 1;
            }
            unsettled.addAndGet(toSettle);
            if (!inbox.offer(together)) {
                together.forEach(ConsumerLink.this::releaseDrained);
            }
            together.clear();
        }
    }
}
