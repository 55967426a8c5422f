package io.amqpjms.tool;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import java.util.Enumeration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the messages of a queue and leaves them there. For one thread. */
@Command(name = "browse", description = "Prints the messages of a queue and leaves them there.")
final class Browse implements Callable<Integer> {
    private static final int PREFETCH = 100;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final Peer peer = new Peer();

    @Mixin
    private final Printing printing = new Printing();

    @Parameters(index = "1", paramLabel = "ADDRESS", description = "the name of the queue")
    private String queue = "";

    @Option(
            names = "--selector",
            paramLabel = "SELECTOR",
            description = "only messages of which this is true, such as \"colour = 'red'\"")
    private @Nullable String selector;

    @Option(names = "--count", defaultValue = "0", description = "at most so many messages; 0, unless said, for all")
    private int count;

    @Override
    public Integer call() throws JMSException {
        CommandSpec command = Objects.requireNonNull(spec);
        Bounds.atLeast(command, 0, "--count", count);
        var out = command.commandLine().getOut();
        try (JMSContext context = peer.open(JMSContext.AUTO_ACKNOWLEDGE, PREFETCH);
                QueueBrowser browser = context.createBrowser(context.createQueue(queue), selector)) {
            Enumeration<?> messages = browser.getEnumeration();
            for (int seen = 0; (count == 0 || seen < count) && messages.hasMoreElements(); seen++) {
                printing.print(out, (Message) messages.nextElement());
            }
        }
        return 0;
    }
}
