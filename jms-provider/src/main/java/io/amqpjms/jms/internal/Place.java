package io.amqpjms.jms.internal;

import io.amqpjms.engine.Session;
import org.jspecify.annotations.Nullable;

/**
 * Where a link attaches: on the session it was made for and at its own address, until a broker sends it elsewhere.
 * Immutable.
 *
 * @param home the session that the link was made for, and ends with
 * @param transacted whether what happens on the link may be part of transactions of that session
 * @param session the session that carries the link
 * @param address the address that a broker sent it to, or null for its own
 * @param redirects how often it was sent elsewhere
 */
record Place(
        Session home,
        boolean transacted,
        Session session,
        @Nullable String address,
        int redirects) {
    /** The place of a link before anybody sends it elsewhere. */
    static Place at(Session home, boolean transacted) {
        return new Place(home, transacted, home, null, 0);
    }

    /** The place that a broker has sent the link to. */
    Place moved(Session to, @Nullable String changed) {
        return new Place(home, transacted, to, changed == null ? address : changed, redirects + 1);
    }

    /** The address to attach at, instead of this one of the link's own. */
    @Nullable
    String addressOr(@Nullable String own) {
        return address == null ? own : address;
    }

    /** A link that another session carries has to be told when its own session ends. */
    void onHomeEnded(Runnable action) {
        if (session != home) {
            home.closed().whenComplete((ended, failure) -> action.run());
        }
    }
}
