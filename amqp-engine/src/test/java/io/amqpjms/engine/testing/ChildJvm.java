package io.amqpjms.engine.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs of the test's class path in a process of their own. */
public final class ChildJvm {
    private ChildJvm() {}

    /** The program's command, not started yet; the options are the virtual machine's. */
    public static ProcessBuilder of(List<String> options, Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
