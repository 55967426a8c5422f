package io.amqpjms.jms.internal;

import io.amqpjms.engine.LoopGuest;
import io.amqpjms.engine.Session;

/**
 * Where a session's threads wait for its broker, and may drive its connection meanwhile. Immutable.
 *
 * @param home the session, whose connection that is
 * @param guest waits there
 */
record Leading(Session home, LoopGuest guest) {
    /** Who waits for what a link of this session brings: a broker may have sent the link elsewhere. */
    LoopGuest at(Session carrying) {
        return isAtHome(carrying) ? guest : LoopGuest.NONE;
    }

    /** Whether what this session brings comes over the session's own connection. */
    boolean isAtHome(Session carrying) {
        return carrying == home;
    }
}
