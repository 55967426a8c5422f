package io.amqpjms.jms.internal.ack;

/** Modes 100 and 257: the broker has forgotten a message once it has sent it. */
final class Never implements AckMode {
    private final int mode;

    Never(int mode) {
        this.mode = mode;
    }

    @Override
    public int mode() {
        return mode;
    }

    @Override
    public boolean isPresettled() {
        return true;
    }

    @Override
    public void onReceived(Received message) {}

    @Override
    public void onListening(Received message) {}

    @Override
    public void onListened(Received message) {}

    @Override
    public void onListenerFailed(Received message) {}

    @Override
    public void recover() {}

    @Override
    public void close() {}
}
