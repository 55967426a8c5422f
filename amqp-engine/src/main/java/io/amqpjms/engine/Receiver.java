package io.amqpjms.engine;

import java.util.concurrent.CompletableFuture;

/** A link that receives. All methods may be called from any thread, none blocks. */
public interface Receiver extends Link<Receiver> {
    /** Grants the peer credit for so many more messages (AMQP 1.0 §2.6.7). */
    void addCredit(int credit);

    /**
     * The same for one line only: grants nothing if {@link Handler#onLinkSuspended} was called more often for this link, for what
     * was meant for a line that is lost is not owed to the next one.
     *
     * @param line how often that method had been called when the credit was reckoned
     */
    void addCredit(int credit, int line);

    /**
     * Asks the peer to use up or give back the credit that is out (AMQP 1.0 §2.6.7). Completes when none is left, after
     * the messages that used it were handed over; fails with {@link EngineException.TimedOut} after the request timeout. A
     * peer that does not answer is asked again each second; after the request timeout no more, and the next call waits for
     * its late answer. Credit that is added meanwhile is drained too.
     */
    CompletableFuture<Void> drain();

    /**
     * Takes back the credit that is out, without waiting for an answer: what is given back after that does not come again over
     * this link, but what the peer has sent already still comes. While a {@link #drain} is under way, that takes
     * it back, so that nothing is done here; nor is after one that got no answer.
     */
    void withdrawCredit();
}
