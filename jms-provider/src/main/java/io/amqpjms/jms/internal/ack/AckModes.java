package io.amqpjms.jms.internal.ack;

import jakarta.jms.Session;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The acknowledge modes by their numbers: those of JMS 3.1 §6.2.10 and three that AMQP clients have in common. */
public final class AckModes {
    /** Acknowledges one message at a time. */
    public static final int INDIVIDUAL = 101;

    /** Acknowledges nothing. */
    public static final int NONE = 100;

    /** Another number for {@link #NONE}. */
    public static final int NONE_TOO = 257;

    private static final int DUPS_OK_BATCH = 32;

    private static final Map<Integer, IntFunction<AckMode>> TABLE = Map.of(
            Session.AUTO_ACKNOWLEDGE,
            mode -> new Automatic(mode, 1),
            Session.DUPS_OK_ACKNOWLEDGE,
            mode -> new Automatic(mode, DUPS_OK_BATCH),
            Session.CLIENT_ACKNOWLEDGE,
            OnDemand::new,
            Session.SESSION_TRANSACTED,
            Transacted::new,
            INDIVIDUAL,
            Individual::new,
            NONE,
            Never::new,
            NONE_TOO,
            Never::new);

    private AckModes() {}

    /** A new strategy for a session, or null if there is no such mode. */
    public static @Nullable AckMode of(int mode) {
        IntFunction<AckMode> maker = TABLE.get(mode);
        return maker == null ? null : maker.apply(mode);
    }
}
