package io.amqpjms.tool;

import java.io.Console;

/** Whether a person watches. Stateless. */
final class Terminal {
    private Terminal() {}

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
