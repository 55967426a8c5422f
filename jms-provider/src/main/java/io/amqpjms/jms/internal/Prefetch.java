package io.amqpjms.jms.internal;

import io.amqpjms.engine.Receiver;
import io.amqpjms.jms.internal.ack.Received;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Grants the broker credit for one consumer: none before the connection is started, then up to a window of messages on
 * their way or waiting here, topped up when half of it is used (AMQP 1.0 §2.6.7); fewer, if they are large. A window of
 * nothing asks for one message at a time; one that adapts follows the consumer's pace.
 *
 * <p>Guarded by the lock of the consumer's {@link Inbox}.
 */
final class Prefetch {
    private final Receiver receiver;
    private final CreditWindow window;
    private final ByteBudget budget;
    private final @Nullable AdaptiveWindow adaptive;
    private final LongSupplier nanoClock;
    private int granted;
    private int waiting;
    private boolean running;
    private boolean draining;
    private boolean unanswered;
    private boolean ranDry;
    private boolean gaveBack;
    private long lastDrained;
    private boolean everDrained;
    /** How many lines were lost so far: credit belongs to its line. */
    private int line;

    /** @param line how many lines the receiver has lost */
    Prefetch(Receiver receiver, CreditWindow window, int line) {
        this(receiver, window, line, System::nanoTime);
    }

    Prefetch(Receiver receiver, CreditWindow window, int line, LongSupplier nanoClock) {
        this.receiver = receiver;
        this.line = line;
        this.window = window;
        this.budget = new ByteBudget(window);
        this.adaptive = window.adaptive();
        this.nanoClock = nanoClock;
    }

    void start() {
        running = true;
        topUp();
    }

    /** Grants nothing more; what was granted stays, and what it brings waits. */
    void stop() {
        running = false;
    }

    void onArrived(int size) {
        granted = Math.max(0, granted - 1);
        waiting++;
        budget.onArrived(size);
        topUp();
    }

    /** A message that had arrived was taken by the application. */
    void onTaken(int size) {
        waiting--;
        budget.onTaken(size);
        if (adaptive != null) {
            adaptive.onTaken(waiting, nanoClock.getAsLong());
        }
        topUp();
    }

    /** The line is lost, with the credit and all that was waiting but these; the credit for the next line is granted at once. */
    void onSuspended(Collection<Received> kept) {
        line++;
        granted = 0;
        waiting = 0;
        budget.onSuspended();
        kept.stream()
                .filter(message -> message.redeliveries() == 0)
                .forEach(message -> onReturned(message.payload().length));
        if (adaptive != null) {
            adaptive.onForgotten();
        }
        draining = false;
        ranDry = false;
        gaveBack = false;
        everDrained = false;
        unanswered = true;
        topUp();
    }

    /** The link is there again. */
    void onResumed() {
        unanswered = false;
    }

    /** Whether there is nobody who could say that the broker has no more: a drain has no answer in time, or the line is lost. */
    boolean isUnanswered() {
        return unanswered;
    }

    /** What was taken is waiting again. */
    void onReturned(int size) {
        waiting++;
        budget.onReturned(size);
    }

    /** What is given back to the broker comes again, whatever it answered before, and these wait here no more. */
    void onRecalled(List<Received> unseen) {
        for (Received message : unseen) {
            waiting--;
            budget.onTaken(message.payload().length);
        }
        // A line that is lost gets no more; the next one has its credit from its beginning.
        if (!unanswered) {
            topUp();
        }
        gaveBack = false;
        everDrained = false;
        ranDry = granted > 0;
    }

    /** Whether there is credit that the broker may be asked to take back, and who would answer. */
    boolean mayTakeBack() {
        return window.drains() && granted > 0 && !unanswered;
    }

    /** Asks for one message, if the window is nothing and none is on its way. */
    void pull() {
        if (window.messages() == 0 && running && !draining && granted == 0 && waiting == 0) {
            grant(1);
        }
    }

    /** Whether the broker may be asked for what it has: not again within this time, and only if it answers. */
    boolean mayDrain(Duration notWithin) {
        boolean recent = everDrained && System.nanoTime() - lastDrained < notWithin.toNanos();
        return running && !isUnanswered() && granted > 0 && (window.messages() == 0 || !recent);
    }

    /** Whether the broker was asked for what it has, and is still expected to answer. */
    boolean isDraining() {
        return draining && !unanswered;
    }

    void onDraining() {
        draining = true;
    }

    /** Whether messages used up all credit before the last drain was answered, and there is new: the broker may have more. */
    boolean ranDry() {
        return ranDry && !unanswered;
    }

    /** Whether credit came back unused at the last drain over this line: the broker had no more. */
    boolean gaveBack() {
        return gaveBack;
    }

    /** The broker has not answered in time; what was granted stays, until it does. */
    void onOverdue() {
        unanswered = draining;
    }

    /**
     * The broker has answered a drain, at last maybe, or never will.
     *
     * @param answered not if the line was lost or the link ended, which does not tell what the broker has
     */
    void onDrained(boolean answered) {
        if (!draining) {
            // It was asked of a line that is lost.
            return;
        }
        draining = false;
        everDrained = true;
        lastDrained = System.nanoTime();
        boolean used = answered && granted == 0;
        gaveBack = answered && !used;
        unanswered = !answered;
        if (answered) {
            granted = 0;
            topUp();
            ranDry = used && granted > 0;
        }
    }

    private void topUp() {
        int had = granted + waiting;
        int most = most();
        if (running && !draining && had < most && had <= most / 2) {
            grant(most - had);
        }
    }

    private int most() {
        int fitting = budget.messages(waiting);
        return adaptive == null ? fitting : Math.min(fitting, adaptive.messages());
    }

    private void grant(int credit) {
        granted += credit;
        receiver.addCredit(credit, line);
    }
}
