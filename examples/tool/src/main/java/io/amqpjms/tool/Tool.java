package io.amqpjms.tool;

import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What the runnable jar runs. */
@Command(
        name = "amqp-jms",
        description = "AMQP 1.0 from the command line.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {Doctor.class, GenerateCompletion.class})
final class Tool {
    private Tool() {}

    /** Runs a command and ends with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Tool());
    }
}
