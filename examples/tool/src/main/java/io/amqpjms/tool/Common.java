package io.amqpjms.tool;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What every command has: help, its version, the exit codes and {@code --verbose}. For one thread. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all went well", "1:something failed", "2:the command line is wrong"})
final class Common {
    private static final String NAME = "common";

    @Option(names = "--verbose", description = "show the log, and a stack trace of what fails")
    private boolean verbose;

    /** Gives every command these options, but for those that picocli brings. */
    static void addTo(CommandLine tool) {
        for (CommandLine command : tool.getSubcommands().values()) {
            if (command.getCommand().getClass().getPackage() == Common.class.getPackage()) {
                command.addMixin(NAME, new Common());
            }
        }
    }

    /** Whether this command was asked for more than results. */
    static boolean isVerbose(CommandLine command) {
        return command.getMixins().get(NAME) instanceof Common common && common.verbose;
    }
}
