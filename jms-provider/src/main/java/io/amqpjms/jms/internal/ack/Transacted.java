package io.amqpjms.jms.internal.ack;

import io.amqpjms.engine.Transaction;

/**
 * SESSION_TRANSACTED: what was delivered stays unsettled until the transaction ends, so that a rollback finds all of it
 * here (JMS 3.1 §6.2.7).
 */
public final class Transacted implements AckMode {
    private final int mode;
    private final Unacknowledged delivered = new Unacknowledged();

    Transacted(int mode) {
        this.mode = mode;
    }

    @Override
    public int mode() {
        return mode;
    }

    @Override
    public void onReceived(Received message) {
        delivered.add(message);
    }

    @Override
    public void onListening(Received message) {
        delivered.add(message);
    }

    @Override
    public void onListened(Received message) {}

    // The next message follows; it is the application that rolls back (JMS 3.1 §8.7).
    @Override
    public void onListenerFailed(Received message) {}

    @Override
    public void recover() {}

    @Override
    public void close() {
        delivered.takeAll().forEach(Received::fail);
    }

    /** Whether the transaction has taken no message. */
    public boolean isEmpty() {
        return delivered.isEmpty();
    }

    /** Whether the transaction has taken a message that came over a line which is lost: it cannot be committed. */
    public boolean hasLost() {
        return delivered.hasLost();
    }

    /** Takes what was delivered within the transaction, which is about to be committed. */
    public void acceptAll(Transaction transaction) {
        delivered.takeAll().forEach(message -> message.accept(transaction));
    }

    /** Delivers again what was delivered within the transaction. */
    public void rollBack() {
        Redelivery.afterFailure(delivered.takeAll());
    }
}
