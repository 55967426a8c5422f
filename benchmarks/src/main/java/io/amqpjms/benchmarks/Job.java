package io.amqpjms.benchmarks;

import io.amqpjms.benchmarks.work.Workload;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client's process is to do. Immutable; crosses from the driver as the process's arguments.
 *
 * @param factory the class of the JMS connection factory, or {@value #FLOOR}
 * @param uri where the peer is, as the factory wants it
 * @param queue the name that all queues of this client begin with
 * @param size of each message's body
 * @param lanes how many producers or consumers, each with a session and a thread
 * @param apart whether each of them has a connection too
 * @param filled whether messages to receive must be sent first
 */
public record Job(
        String factory,
        String uri,
        Workload workload,
        String queue,
        int size,
        int lanes,
        boolean apart,
        boolean filled) {
    /** In the place of a factory: the program that has no JMS. */
    public static final String FLOOR = "floor";

    public List<String> arguments() {
        return new ArrayList<>(List.of(
                factory,
                uri,
                workload.name(),
                queue,
                Integer.toString(size),
                Integer.toString(lanes),
                Boolean.toString(apart),
                Boolean.toString(filled)));
    }

    public static Job of(List<String> arguments) {
        return new Job(
                arguments.get(0),
                arguments.get(1),
                Workload.valueOf(arguments.get(2)),
                arguments.get(3),
                Integer.parseInt(arguments.get(4)),
                Integer.parseInt(arguments.get(5)),
                Boolean.parseBoolean(arguments.get(6)),
                Boolean.parseBoolean(arguments.get(7)));
    }
}
