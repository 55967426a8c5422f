package io.amqpjms.tool;

import java.io.Console;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Whether a person watches. Stateless. */
final class Terminal {
    private Terminal() {}

    /** What a person's terminal shows; what goes elsewhere is UTF-8, whatever the environment says. */
    @SuppressWarnings("SystemConsoleNull") // There is one where somebody watches.
    static Charset charset() {
        Console console = System.console();
        return console == null || !isThere() ? StandardCharsets.UTF_8 : console.charset();
    }

    /** Before Java 22 a console that is there is a terminal; since then it says so itself. */
    @SuppressWarnings("SystemConsoleNull") // What Java 22 changed is asked for.
    static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
