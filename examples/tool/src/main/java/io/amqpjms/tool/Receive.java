package io.amqpjms.tool;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes messages and prints them. For one thread. */
@Command(name = "receive", description = "Takes messages from a queue or a topic and prints them.")
final class Receive implements Callable<Integer> {
    private static final int MOST_PREFETCHED = 100;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final Peer peer = new Peer();

    @Parameters(index = "1", paramLabel = "ADDRESS", description = "the name of the queue, or of the topic")
    private String name = "";

    @Option(names = "--topic", description = "the address is a topic's; left out, it is a queue's")
    private boolean topic;

    @Mixin
    private final Printing printing = new Printing();

    @ArgGroup
    private @Nullable Subscription subscription;

    @Option(
            names = "--client-id",
            paramLabel = "ID",
            description = "the client identifier, to which durable subscriptions belong")
    private @Nullable String clientId;

    @Option(names = "--unsubscribe", description = "delete the durable subscription in the end")
    private boolean unsubscribe;

    @Option(
            names = "--selector",
            paramLabel = "SELECTOR",
            description = "only messages of which this is true, such as \"colour = 'red'\"")
    private @Nullable String selector;

    @Option(names = "--count", description = "how many messages; 1 unless said, 0 for as many as come")
    private @Nullable Integer count;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = Span.class,
            defaultValue = "5",
            description = "how long to wait for each message: seconds, or 500ms, 5m, 2h (${DEFAULT-VALUE})")
    private Duration wait = Duration.ZERO;

    @Option(names = "--follow", description = "wait without end, for as many messages as come unless --count says")
    private boolean follow;

    @Override
    public Integer call() throws JMSException {
        CommandSpec command = Objects.requireNonNull(spec);
        check(command);
        int wanted = count == null ? (follow ? 0 : 1) : count;
        int received;
        try (JMSContext context = peer.open(JMSContext.CLIENT_ACKNOWLEDGE, prefetch(wanted))) {
            if (clientId != null) {
                context.setClientID(clientId);
            }
            received = receive(context, wanted, command.commandLine().getOut());
        }
        if (received < wanted) {
            throw new Unsuccessful(
                    received + " of " + wanted + " messages came from " + address() + ", then none within "
                            + wait.toMillis() + " ms",
                    "Is something there that nobody else takes, and does --selector, if given, let it through?");
        }
        return 0;
    }

    private void check(CommandSpec command) {
        if (count != null) {
            Bounds.atLeast(command, 0, "--count", count);
        }
        if (subscription != null && subscription.needsClientId() && clientId == null) {
            throw new ParameterException(
                    command.commandLine(),
                    "--durable needs --client-id, since such a subscription belongs to a client identifier;"
                            + " --shared-durable does without");
        }
        if (unsubscribe && (subscription == null || subscription.durableName() == null)) {
            throw new ParameterException(command.commandLine(), "--unsubscribe needs --durable or --shared-durable");
        }
    }

    /** One message is fetched when it is wanted, so that no other is taken and given back. */
    private static int prefetch(int wanted) {
        return wanted == 1 ? 0 : wanted == 0 ? MOST_PREFETCHED : Math.min(wanted, MOST_PREFETCHED);
    }

    private int receive(JMSContext context, int wanted, PrintWriter out) throws JMSException {
        int received = 0;
        try (JMSConsumer consumer = consumer(context)) {
            while (wanted == 0 || received < wanted) {
                Message message = follow ? consumer.receive() : consumer.receive(Math.max(1, wait.toMillis()));
                if (message == null) {
                    break;
                }
                printing.print(out, message);
                message.acknowledge();
                received++;
            }
        }
        if (unsubscribe && subscription != null) {
            context.unsubscribe(subscription.durableName());
        }
        return received;
    }

    private JMSConsumer consumer(JMSContext context) {
        return subscription == null
                ? context.createConsumer(address().in(context), selector)
                : subscription.consumer(context, context.createTopic(name), selector);
    }

    private Address address() {
        return new Address(name, topic || subscription != null);
    }
}
