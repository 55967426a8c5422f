package io.amqpjms.engine.internal.recovery;

/** What the connection has to do after a step. */
public enum Effect {
    /** Nothing. */
    NOTHING,
    /** Tell that it is open for the first time. */
    ANNOUNCE_OPENED,
    /** Bring sessions and links back, and tell that it is open again. */
    RESTORE,
    /** Forget the failures of earlier tries. */
    BEGIN_ANEW,
    /** Park sessions and links, and wait for the delay. */
    SUSPEND,
    /** Begin the next try. */
    DIAL,
    /** Close the present try. */
    CLOSE_ATTEMPT,
    /** End with the failure of the last try. */
    GIVE_UP,
    /** End as the user wished. */
    FINISH
}
