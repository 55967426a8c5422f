package io.amqpjms.tool;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells in a line what is wrong with a command line, and where to look it up. Stateless. */
final class Mistakes implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException mistake, String[] arguments) {
        CommandLine command = mistake.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(Tool.NAME + ": " + String.valueOf(mistake.getMessage()).replaceAll("\\R+", " "));
        if (command.getParent() == null) {
            command.usage(err);
        } else {
            UnmatchedArgumentException.printSuggestions(mistake, err);
            err.println("-> " + command.getCommandSpec().qualifiedName() + " --help");
        }
        err.flush();
        return ExitCode.USAGE;
    }
}
