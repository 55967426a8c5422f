package io.amqpjms.jms.internal;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The identifiers of what one consumer has given to the application last. A broker that loses a line does not know what
 * was processed and delivers it again, and not every broker counts that as a delivery: it is known here. A broker sends no
 * more than the credit it has, so what can come again is what was prefetched last, and what is not settled.
 *
 * <p>Confined to the session's thread.
 */
final class HandedOver {
    private static final int FEWEST = 16;

    private final int enough;
    private final IntSupplier unsettled;
    private @Nullable String[] latest = new @Nullable String[FEWEST];
    private Set<@Nullable String> before = Set.of();
    private int next;
    private int line;

    /** What can come again over a new line: as much as was prefetched, or is not settled. */
    HandedOver(int window, IntSupplier unsettled) {
        this.enough = 2 * window;
        this.unsettled = unsettled;
    }

    /** Notes a message that is about to be handed over, and tells whether an earlier line had brought it already. */
    boolean comesAgain(int overLine, @Nullable String messageId) {
        if (overLine != line) {
            line = overLine;
            before = new HashSet<>(Arrays.asList(latest));
        }
        note(messageId);
        return messageId != null && !before.isEmpty() && before.remove(messageId);
    }

    private void note(@Nullable String messageId) {
        if (next == latest.length) {
            next = 0;
            if (latest.length < enough || latest.length < unsettled.getAsInt()) {
                next = latest.length;
                latest = Arrays.copyOf(latest, 2 * latest.length);
            }
        }
        latest[next++] = messageId;
    }
}
