package io.amqpjms.tool;

import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Where the log of this process goes. Stateless, but for the JVM's log itself. */
final class Logs {
    /** Held, since the log manager forgets a logger that nobody holds. */
    private static final Logger ROOT = Logger.getLogger("");

    private static final String OURS = "io.amqpjms";

    /** One line for a record, and what was thrown. */
    private static final class Line extends Formatter {
        @Override
        public String format(LogRecord record) {
            String thrown = record.getThrown() == null ? "" : ": " + record.getThrown();
            return record.getLevel().getName().toLowerCase(Locale.ROOT) + ": " + formatMessage(record) + thrown
                    + System.lineSeparator();
        }
    }

    private Logs() {}

    /** Warnings of the client go to the standard error; with {@code verbose} everything from INFO on. */
    static void toStandardError(boolean verbose) {
        LogManager.getLogManager().reset();
        Level least = verbose ? Level.INFO : Level.WARNING;
        ROOT.setLevel(least);
        ConsoleHandler handler = new ConsoleHandler();
        handler.setFormatter(new Line());
        handler.setLevel(least);
        handler.setFilter(
                record -> verbose || String.valueOf(record.getLoggerName()).startsWith(OURS));
        ROOT.addHandler(handler);
    }
}
