package io.amqpjms.benchmarks.driver;

import io.amqpjms.benchmarks.Talk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A child process that is asked and answers, line by line; what else it prints goes into its log. One thread. */
final class Jvm implements AutoCloseable {
    private static final String GONE = "";

    private final String name;
    private final Path log;
    private final Process process;
    private final Writer commands;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    Jvm(String name, String classPath, List<String> options, Class<?> main, List<String> arguments, Path logs)
            throws IOException {
        this.name = name;
        this.log = logs.resolve(name + ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(arguments);
        this.process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        this.commands = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "answers of " + name);
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                if (line.startsWith(Talk.MARK)) {
                    answers.add(line.substring(Talk.MARK.length()));
                }
                line = lines.readLine();
            }
        } catch (IOException closed) {
            // The process has ended, which the empty answer tells.
        }
        answers.add(GONE);
    }

    void tell(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
    }

    /** The next answer; fails when the process ends or takes longer. */
    String answer(Duration limit) throws InterruptedException {
        String answer = answers.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (answer == null || answer.equals(GONE)) {
            String what = answer == null ? " did not answer within " + limit.toSeconds() + " s" : " ended";
            throw new IllegalStateException("The process of " + name + what + "; see " + log);
        }
        return answer;
    }

    String ask(String command, Duration limit) throws IOException, InterruptedException {
        tell(command);
        return answer(limit);
    }

    @Override
    public void close() {
        try {
            if (process.isAlive()) {
                tell("quit");
            }
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException gone) {
            process.destroyForcibly();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
