package io.amqpjms.tool;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.util.List;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** What the runnable jar runs. */
@Command(
        name = Tool.NAME,
        description = "AMQP 1.0 from the command line.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            Doctor.class,
            Send.class,
            Receive.class,
            Browse.class,
            Request.class,
            Bench.class,
            Demo.class,
            GenerateCompletion.class
        })
final class Tool {
    static final String NAME = "amqp-jms";

    private final Surroundings surroundings;

    private Tool(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Runs a command and ends with its exit code. */
    public static void main(String[] arguments) {
        PrintWriter out = Output.to(new FileOutputStream(FileDescriptor.out), Terminal.charset());
        CommandLine tool = commandLine(Surroundings.ofProcess()).setOut(out).setExecutionStrategy(Tool::runWithLog);
        System.exit(afterOutput(tool, tool.execute(arguments)));
    }

    /** Results that did not get out are a failure. */
    private static int afterOutput(CommandLine tool, int exitCode) {
        if (!tool.getOut().checkError() || exitCode != ExitCode.OK) {
            return exitCode;
        }
        tool.getErr().println(NAME + ": " + Output.FAILED);
        tool.getErr().flush();
        return ExitCode.SOFTWARE;
    }

    private static int runWithLog(ParseResult parsed) {
        List<CommandLine> commands = parsed.asCommandLineList();
        Logs.toStandardError(Common.isVerbose(commands.get(commands.size() - 1)));
        return new RunLast().execute(parsed);
    }

    static CommandLine commandLine(Surroundings surroundings) {
        CommandLine tool = new CommandLine(new Tool(surroundings))
                .setExecutionExceptionHandler(new Failures())
                .setParameterExceptionHandler(new Mistakes());
        Common.addTo(tool);
        return tool;
    }

    /** The tool that a command belongs to. */
    static Tool of(CommandSpec command) {
        return (Tool) command.root().userObject();
    }

    Surroundings surroundings() {
        return surroundings;
    }
}
