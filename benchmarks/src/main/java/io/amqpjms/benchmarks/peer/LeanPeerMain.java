package io.amqpjms.benchmarks.peer;

import io.amqpjms.benchmarks.Talk;

/** The process of a {@link LeanPeer}. Says its port. One thread beside the peer's. */
public final class LeanPeerMain {
    private LeanPeerMain() {}

    /** Argument: the size of the text in each message that it gives. */
    public static void main(String[] arguments) throws Exception {
        try (LeanPeer peer = new LeanPeer(Integer.parseInt(arguments[0]))) {
            Talk talk = new Talk();
            talk.say(Integer.toString(peer.port()));
            talk.obey(words -> "done");
        }
    }
}
