package io.amqpjms.engine.testing;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What is logged while a test does something. Stateless; replaces the standard error meanwhile. */
public final class Logged {
    private Logged() {}

    /** Something that a test does. */
    public interface Act {
        /** Does it. */
        void run() throws Exception;
    }

    /** The log of that. */
    public static String during(Act act) throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            act.run();
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8);
    }
}
