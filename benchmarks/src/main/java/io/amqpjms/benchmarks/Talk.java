package io.amqpjms.benchmarks;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A child process's end of its talk with the driver: commands come in as lines, and each is answered with one. What
 * libraries print in between is told apart by the mark. One thread.
 */
public final class Talk {
    /** What each answer begins with. */
    public static final String MARK = "=> ";

    private final BufferedReader commands =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    private final PrintStream answers =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    /** Makes the answer to a command. */
    @FunctionalInterface
    public interface Obeying {
        String obey(String[] words) throws Exception;
    }

    public void say(String answer) {
        answers.println(MARK + answer);
    }

    /** Obeys until the driver says {@code quit} or is gone. */
    public void obey(Obeying server) throws Exception {
        String[] words = next();
        while (words != null && !words[0].equals("quit")) {
            say(server.obey(words));
            words = next();
        }
    }

    private String @Nullable [] next() throws IOException {
        String line = commands.readLine();
        return line == null ? null : line.trim().split(" ", -1);
    }
}
