package io.amqpjms.tool;

import java.io.PrintWriter;

/** A bar for who watches a terminal, and a line in the end for others. For one thread. */
final class Progress {
    private static final int WIDTH = 40;

    private final PrintWriter err;
    private final boolean terminal;
    private final int total;

    Progress(PrintWriter err, boolean terminal, int total) {
        this.err = err;
        this.terminal = terminal;
        this.total = total;
    }

    void show(int done) {
        if (terminal) {
            int filled = (int) ((long) done * WIDTH / total);
            err.print("\r[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + done + "/" + total);
            err.flush();
        }
    }

    void end(int done) {
        show(done);
        err.println(terminal ? "" : done + " of " + total + " messages received");
        err.flush();
    }
}
