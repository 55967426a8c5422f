package io.amqpjms.tool;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What the numbers of a command line may be. Stateless. */
final class Bounds {
    private Bounds() {}

    /**
     * Refuses a smaller value.
     *
     * @throws ParameterException if it is smaller
     */
    static void atLeast(CommandSpec command, int least, String option, int value) {
        if (value < least) {
            throw new ParameterException(
                    command.commandLine(), option + " must be at least " + least + ", but is " + value);
        }
    }
}
