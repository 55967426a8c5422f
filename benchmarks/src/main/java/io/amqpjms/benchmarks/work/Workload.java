package io.amqpjms.benchmarks.work;

import jakarta.jms.JMSException;

/** The kinds of work that are measured. */
public enum Workload {
    SEND("send NON_PERSISTENT"),
    COMPLETION_SEND("send with CompletionListener"),
    TRANSACTED_SEND("send transacted, commit/100"),
    LISTENER("listener, auto-ack"),
    RECEIVE("receive(), auto-ack"),
    CLIENT_ACK_RECEIVE("receive(), client-ack/100"),
    TRANSACTED_RECEIVE("receive(), transacted/100"),
    PERSISTENT_SEND("send sync PERSISTENT"),
    PING_PONG("ping-pong");

    private final String title;

    Workload(String title) {
        this.title = title;
    }

    /** What readers of the table see. */
    public String title() {
        return title;
    }

    /** Whether each message waits for an answer, so that its time is worth a percentile. */
    public boolean isRoundTrip() {
        return this == PERSISTENT_SEND || this == PING_PONG;
    }

    /** Whether what is measured is sending alone. */
    public boolean isSend() {
        return this == SEND || this == COMPLETION_SEND || this == TRANSACTED_SEND || this == PERSISTENT_SEND;
    }

    public Lane lane(Scene scene) throws JMSException {
        return switch (this) {
            case SEND -> new PlainSend(scene);
            case COMPLETION_SEND -> new CompletedSend(scene);
            case TRANSACTED_SEND -> new TransactedSend(scene);
            case LISTENER -> new ListenerReceive(scene);
            case RECEIVE -> CalledReceive.automatic(scene);
            case CLIENT_ACK_RECEIVE -> CalledReceive.acknowledged(scene);
            case TRANSACTED_RECEIVE -> CalledReceive.transacted(scene);
            case PERSISTENT_SEND -> new PersistentSend(scene);
            case PING_PONG -> new PingPong(scene);
        };
    }
}
