package io.amqpjms.tool;

import jakarta.jms.InvalidSelectorRuntimeException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import java.io.PrintWriter;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells what failed in one line, with a stack trace only for those who ask for it. Stateless. */
final class Failures implements IExecutionExceptionHandler {
    private static final Set<String> OF_THE_WAY =
            Set.of("amqpjms:dns", "amqpjms:tcp", "amqpjms:tls", "amqpjms:sasl", "amqpjms:open", "amqpjms:connection");

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        err.println(Tool.NAME + ": " + message(failure));
        String hint = hint(failure);
        if (!hint.isEmpty()) {
            err.println("-> " + hint);
        }
        if (Common.isVerbose(command)) {
            failure.printStackTrace(err);
        }
        err.flush();
        return failure instanceof InvalidSelectorRuntimeException ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    private static String message(Exception failure) {
        String told = failure.getMessage();
        return told == null || told.isEmpty() ? failure.toString() : told.replaceAll("\\R+", " ");
    }

    private static String hint(Exception failure) {
        String code = code(failure);
        if (code != null && OF_THE_WAY.contains(code)) {
            return "The same URL and login with the command doctor shows how far the way is sound.";
        }
        if ("amqp:unauthorized-access".equals(code)) {
            return "Give this user the permission at the broker.";
        }
        if ("amqp:not-found".equals(code)) {
            return "Is the name right? Otherwise make it at the broker, or let the broker make what is asked for.";
        }
        return failure instanceof Unsuccessful told ? told.hint() : "";
    }

    private static @Nullable String code(Throwable failure) {
        if (failure instanceof JMSRuntimeException runtime) {
            return runtime.getErrorCode();
        }
        return failure instanceof JMSException checked ? checked.getErrorCode() : null;
    }
}
