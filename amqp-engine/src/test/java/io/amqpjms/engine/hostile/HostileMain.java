package io.amqpjms.engine.hostile;

import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.Container;
import io.amqpjms.engine.Event;
import io.amqpjms.engine.Handler;
import io.amqpjms.engine.Receiver;
import io.amqpjms.engine.ReceiverOptions;
import io.amqpjms.engine.Source;
import io.amqpjms.engine.Target;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Connects to each kind of hostile peer in a small heap and prints how it ended; run in a JVM of its own. */
final class HostileMain {
    private HostileMain() {}

    public static void main(String[] kinds) throws Exception {
        for (String kind : kinds) {
            System.out.println(kind + ": " + endOf(kind));
        }
    }

    private static String endOf(String kind) throws Exception {
        try (HostilePeer peer = new HostilePeer(behaviour(kind));
                Container container = Container.create()) {
            ConnectionOptions options = ConnectionOptions.builder("127.0.0.1", peer.port())
                    .openTimeout(Duration.ofSeconds(10))
                    .closeTimeout(Duration.ofMillis(200))
                    .build();
            Receiver receiver = container
                    .connect(options)
                    .openSession()
                    .openReceiver(
                            new ReceiverOptions("in", Source.of("q"), Target.of("in"), false, List.of(), 100, true),
                            new Handler() {
                                @Override
                                public void onMessage(Event event) {
                                    // Thrown away, as a program with nothing to do would.
                                }
                            });
            return failureOf(receiver.closed());
        }
    }

    private static String failureOf(CompletableFuture<Void> closed) throws Exception {
        try {
            closed.get(30, TimeUnit.SECONDS);
            return "closed";
        } catch (ExecutionException e) {
            return e.getCause().getClass().getSimpleName() + ": " + e.getCause().getMessage();
        }
    }

    private static HostilePeer.Behaviour behaviour(String kind) {
        return switch (kind) {
            case "garbage" -> HostilePeer::garbage;
            case "huge-frame" -> HostilePeer::hugeFrame;
            case "deep-nesting" -> HostilePeer::deepNesting;
            case "endless-delivery" -> HostilePeer::endlessDelivery;
            default -> HostilePeer::tinyTransfers;
        };
    }
}
