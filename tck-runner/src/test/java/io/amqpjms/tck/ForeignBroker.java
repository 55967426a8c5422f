package io.amqpjms.tck;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * A broker in a process of its own, since it may bring other versions of the libraries we use. It says
 * {@code port <number> <name>} when it is ready, then {@code ready} after each line it reads and has become as new; it
 * ends with its input.
 */
final class ForeignBroker implements BrokerUnderTest {
    private final Process process;
    private final BufferedReader answers;
    private final Writer orders;
    private final int port;
    private final String name;

    private ForeignBroker(Process process) throws IOException {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.orders = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        String[] said = answer("port ").split(" ", 3);
        this.port = Integer.parseInt(said[1]);
        this.name = said[2];
    }

    static ForeignBroker start(String command) throws IOException {
        return new ForeignBroker(new ProcessBuilder(command.trim().split("\\s+"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private String answer(String beginning) throws IOException {
        String line = answers.readLine();
        while (line != null && !line.startsWith(beginning)) {
            line = answers.readLine();
        }
        if (line == null) {
            throw new IOException("The broker ended without a line that begins with '" + beginning + "'");
        }
        return line;
    }

    @Override
    public int amqpPort() {
        return port;
    }

    @Override
    public int corePort() {
        return 0;
    }

    @Override
    public String name() {
        return name + ", in a process of its own";
    }

    @Override
    public void reset() throws IOException {
        orders.write("reset\n");
        orders.flush();
        answer("ready");
    }

    @Override
    public void stop() {
        try {
            orders.close();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("end the broker", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
