package io.amqpjms.tool;

import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends messages. For one thread; outcomes are awaited together, not one by one. */
@Command(name = "send", description = "Sends messages to a queue or a topic.")
final class Send implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final Peer peer = new Peer();

    @Parameters(index = "1", paramLabel = "ADDRESS", description = "the name of the queue, or of the topic")
    private String name = "";

    @Option(names = "--topic", description = "the address is a topic's; left out, it is a queue's")
    private boolean topic;

    @Parameters(index = "2..*", paramLabel = "BODY", description = "the text of a message; each one is a message")
    private List<String> texts = List.of();

    @Mixin
    private final Content content = new Content();

    @Mixin
    private final Outgoing outgoing = new Outgoing();

    @Option(names = "--reply-to", paramLabel = "QUEUE", description = "the queue to which answers shall go")
    private @Nullable String replyTo;

    @Option(names = "--count", defaultValue = "1", description = "send each message so many times (${DEFAULT-VALUE})")
    private int count;

    @Override
    public Integer call() throws Exception {
        CommandSpec command = Objects.requireNonNull(spec);
        Bounds.atLeast(command, 1, "--count", count);
        outgoing.check();
        Iterator<Object> bodies =
                content.bodies(texts, Tool.of(command).surroundings().in());
        Outcomes outcomes = new Outcomes();
        try (JMSContext context = peer.open(JMSContext.AUTO_ACKNOWLEDGE, 1)) {
            send(context, bodies, outcomes);
        }
        return report(command, outcomes);
    }

    // The close of the context waits for the outcomes.
    private void send(JMSContext context, Iterator<Object> bodies, Outcomes outcomes) {
        Destination to = new Address(name, topic).in(context);
        JMSProducer producer = outgoing.producer(context).setAsync(outcomes);
        if (replyTo != null) {
            producer.setJMSReplyTo(context.createQueue(replyTo));
        }
        while (bodies.hasNext()) {
            Object body = bodies.next();
            for (int i = 0; i < count; i++) {
                if (outcomes.failure() != null) {
                    return;
                }
                send(producer, to, body);
            }
        }
    }

    private static void send(JMSProducer producer, Destination to, Object body) {
        if (body instanceof byte[] bytes) {
            producer.send(to, bytes);
        } else {
            producer.send(to, (String) body);
        }
    }

    private int report(CommandSpec command, Outcomes outcomes) throws Exception {
        String failed = outcomes.failed() == 0 ? "" : ", " + outcomes.failed() + " failed";
        command.commandLine()
                .getOut()
                .println(new Address(name, topic) + ": " + outcomes.accepted() + " accepted" + failed);
        command.commandLine().getOut().flush();
        Exception failure = outcomes.failure();
        if (failure != null) {
            throw failure;
        }
        return 0;
    }
}
