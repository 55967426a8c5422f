package io.amqpjms.tool;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what AMQP does, with a broker of its own. For one thread. */
@Command(
        name = "demo",
        description = "Starts a broker in this process, talks with it, and tells the AMQP frames of that in words.")
final class Demo implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        try (DemoBroker broker = DemoBroker.start();
                FrameWatch frames = FrameWatch.begin()) {
            out.println("A broker runs in this process, at " + broker.url()
                    + ". This is what a client and it say to each other.");
            out.println();
            new Conversation(out, frames).with(broker.url() + "?jms.prefetchPolicy.all=10&" + FrameWatch.OPTIONS);
        }
        return 0;
    }
}
