package io.amqpjms.tool;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.TemporaryQueue;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a message, awaits the answer at a temporary queue, and prints it. For one thread. */
@Command(name = "request", description = "Sends a message, waits for the answer and prints it.")
final class Request implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final Peer peer = new Peer();

    @Parameters(index = "1", paramLabel = "ADDRESS", description = "the name of the queue, or of the topic")
    private String name = "";

    @Option(names = "--topic", description = "the address is a topic's; left out, it is a queue's")
    private boolean topic;

    @Parameters(index = "2", paramLabel = "BODY", description = "the text of the request")
    private String body = "";

    @Mixin
    private final Outgoing outgoing = new Outgoing();

    @Mixin
    private final Printing printing = new Printing();

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = Span.class,
            defaultValue = "10",
            description = "how long to wait for the answer: seconds, or 500ms, 5m, 2h (${DEFAULT-VALUE})")
    private Duration wait = Duration.ZERO;

    @Override
    public Integer call() throws JMSException {
        outgoing.check();
        try (JMSContext context = peer.open(JMSContext.AUTO_ACKNOWLEDGE, 1)) {
            TemporaryQueue answers = context.createTemporaryQueue();
            try (JMSConsumer consumer = context.createConsumer(answers)) {
                send(context, answers);
                Message answer = consumer.receive(Math.max(1, wait.toMillis()));
                if (answer == null) {
                    throw new Unsuccessful(
                            "no answer came within " + wait.toMillis() + " ms from whoever listens at "
                                    + new Address(name, topic),
                            "Does somebody listen there, and does it send its answer to JMSReplyTo?");
                }
                printing.print(Objects.requireNonNull(spec).commandLine().getOut(), answer);
            }
        }
        return 0;
    }

    private void send(JMSContext context, TemporaryQueue answers) {
        JMSProducer producer = outgoing.producer(context).setJMSReplyTo(answers);
        if (outgoing.correlationId() == null) {
            producer.setJMSCorrelationID(UUID.randomUUID().toString());
        }
        producer.send(new Address(name, topic).in(context), body);
    }
}
