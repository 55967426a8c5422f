package io.amqpjms.jms.internal.ack;

import io.amqpjms.engine.Outcome;
import org.jspecify.annotations.Nullable;

/** Mode 101: acknowledging a message acknowledges that message and no other. */
final class Individual implements AckMode {
    private final int mode;
    private final Unacknowledged unacknowledged = new Unacknowledged();

    Individual(int mode) {
        this.mode = mode;
    }

    @Override
    public int mode() {
        return mode;
    }

    @Override
    public void onReceived(Received message) {
        unacknowledged.add(message);
    }

    @Override
    public void onListening(Received message) {
        unacknowledged.add(message);
    }

    @Override
    public void onListened(Received message) {}

    @Override
    public void onListenerFailed(Received message) {}

    @Override
    public boolean isOnDemand() {
        return true;
    }

    @Override
    public int acknowledge(@Nullable Received message, Outcome outcome) {
        if (message == null) {
            return unacknowledged.settleAll(outcome);
        }
        boolean lost = unacknowledged.remove(message) && !message.isCurrent();
        message.settle(outcome, null);
        return lost ? 1 : 0;
    }

    @Override
    public void recover() {
        Redelivery.onRequest(unacknowledged.takeAll());
    }

    @Override
    public void close() {
        unacknowledged.takeAll().forEach(Received::fail);
    }
}
