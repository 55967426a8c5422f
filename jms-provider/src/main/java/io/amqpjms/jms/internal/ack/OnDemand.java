package io.amqpjms.jms.internal.ack;

import io.amqpjms.engine.Outcome;
import org.jspecify.annotations.Nullable;

/** CLIENT_ACKNOWLEDGE: acknowledging one message acknowledges all that the session has delivered (JMS 3.1 §6.2.10). */
final class OnDemand implements AckMode {
    private final int mode;
    private final Unacknowledged unacknowledged = new Unacknowledged();

    OnDemand(int mode) {
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

    // The next message follows; an application that wants this one again asks for it by recover (JMS 3.1 §8.7).
    @Override
    public void onListenerFailed(Received message) {}

    @Override
    public boolean isOnDemand() {
        return true;
    }

    @Override
    public int acknowledge(@Nullable Received message, Outcome outcome) {
        return unacknowledged.settleAll(outcome);
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
