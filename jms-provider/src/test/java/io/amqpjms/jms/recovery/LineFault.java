package io.amqpjms.jms.recovery;

import io.amqpjms.engine.testing.FrameProxy.Fate;
import io.amqpjms.engine.testing.PassingFrame;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A break of the line at one frame.
 *
 * @param frame the frame, as {@link PassingFrame#toString()} tells it
 * @param occurrence which frame of that name it is, counted from 1 over all lines
 * @param fate what becomes of it
 */
record LineFault(String frame, int occurrence, Fate fate) {
    /** The rule that strikes once, and lets everything pass after that. */
    Function<PassingFrame, Fate> rule() {
        AtomicInteger seen = new AtomicInteger();
        return passing -> passing.toString().equals(frame) && seen.incrementAndGet() == occurrence ? fate : Fate.PASSES;
    }

    /** A rule that breaks nothing, and counts the frames of each name. */
    static Function<PassingFrame, Fate> counting(Map<String, Integer> counts) {
        return passing -> {
            if (!passing.name().equals("empty")) {
                counts.merge(passing.toString(), 1, Integer::sum);
            }
            return Fate.PASSES;
        };
    }

    @Override
    public String toString() {
        return fate.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + " the " + frame + " no. "
                + occurrence;
    }
}
