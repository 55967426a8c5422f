package io.amqpjms.jms.internal.jfr;

import org.jspecify.annotations.Nullable;

/**
 * Whether anybody records what happens now: hands out events that have begun, or null. Asking costs a read of a field and
 * allocates nothing; where the Java runtime was built without the module {@code jdk.jfr}, it is always null. For any thread.
 */
public final class Recorder {
    private static final boolean PRESENT =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private Recorder() {}

    /** A connection is being made. */
    public static @Nullable ConnectEvent connect() {
        return PRESENT ? ConnectEvent.ifRecorded() : null;
    }

    /** A line is lost, and will be made anew. */
    public static @Nullable ReconnectEvent reconnect() {
        return PRESENT ? ReconnectEvent.ifRecorded() : null;
    }

    /** A message is being sent. */
    public static @Nullable SendEvent send() {
        return PRESENT ? SendEvent.ifRecorded() : null;
    }

    /** Whether sends are recorded, or that they wait. */
    public static boolean recordsSends() {
        return PRESENT && (SendEvent.isRecorded() || CreditStallEvent.isRecorded());
    }

    /** A send cannot go on at present. */
    public static @Nullable CreditStallEvent creditStall() {
        return PRESENT ? CreditStallEvent.ifRecorded() : null;
    }

    /** A message is being settled. */
    public static @Nullable SettleEvent settle() {
        return PRESENT ? SettleEvent.ifRecorded() : null;
    }

    /** A call waits for a message. */
    public static @Nullable ReceiveWaitEvent receiveWait() {
        return PRESENT ? ReceiveWaitEvent.ifRecorded() : null;
    }

    /** A transaction is being ended. */
    public static @Nullable TransactionEvent transaction() {
        return PRESENT ? TransactionEvent.ifRecorded() : null;
    }
}
