package io.amqpjms.benchmarks.connections;

import io.amqpjms.benchmarks.Talk;
import io.amqpjms.benchmarks.peer.BrokerMain;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures a thousand connections of each client to one broker, every client and the broker in a JVM of its own, and puts the
 * figures into {@code docs/BENCHMARKS.md}. Arguments: directory of this module, and of a PKCS#12 key store for the broker with
 * its password. One thread.
 */
public final class Connections {
    private static final int COUNT = 1_000;
    private static final String BEGIN = "<!-- connections: begin -->";
    private static final String END = "<!-- connections: end -->";

    private final Path module;

    private Connections(Path module) {
        this.module = module;
    }

    /** A client and where its build has put its class path. */
    private record Client(String title, String factory, String classPath) {}

    /** See the class. */
    public static void main(String[] arguments) throws Exception {
        Connections connections = new Connections(Path.of(arguments[0]));
        Process broker = connections.start(
                "target/classpath-broker", List.of("-Xmx2g"), BrokerMain.class, List.of(arguments[1], arguments[2]));
        try {
            String port = answer(broker).split(" ", -1)[0];
            connections.publish(connections.table("amqp://127.0.0.1:" + port));
        } finally {
            broker.destroy();
        }
    }

    private String table(String uri) throws IOException {
        List<Client> clients = List.of(
                new Client("AMQP JMS", "io.amqpjms.jms.AmqpConnectionFactory", "target/classpath-client"),
                new Client(
                        "Qpid JMS 2.10.0",
                        "org.apache.qpid.jms.JmsConnectionFactory",
                        "clients/qpid-jms/target/classpath"));
        List<String> rows = new ArrayList<>();
        rows.add(
                "| each connection | client | to open, median | 99 % | threads in all | for the connections | heap each"
                        + " | direct buffers each |");
        rows.add("| --- | --- | --- | --- | --- | --- | --- | --- |");
        for (boolean consuming : new boolean[] {false, true}) {
            for (Client client : clients) {
                String what = consuming ? "with session and consumer" : "alone";
                rows.add("| " + what + " | " + client.title() + " | "
                        + measure(client, uri, consuming).row());
            }
        }
        return String.join("\n", rows);
    }

    private Cost measure(Client client, String uri, boolean consuming) throws IOException {
        Process process = start(
                client.classPath(),
                List.of("-Xmx6g"),
                ConnectionsMain.class,
                List.of(client.factory(), uri, Integer.toString(COUNT), Boolean.toString(consuming)));
        try {
            return Cost.parse(answer(process));
        } finally {
            process.destroy();
        }
    }

    private Process start(String classPath, List<String> options, Class<?> main, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(
                module.resolve("target/classes") + File.pathSeparator + Files.readString(module.resolve(classPath)));
        command.add(main.getName());
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String answer(Process process) throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        String line = lines.readLine();
        while (line != null && !line.startsWith(Talk.MARK)) {
            line = lines.readLine();
        }
        if (line == null) {
            throw new IOException("A process ended without an answer; its complaint is above");
        }
        return line.substring(Talk.MARK.length());
    }

    private void publish(String table) throws IOException {
        Path page = module.resolveSibling("docs").resolve("BENCHMARKS.md");
        String surroundings = "Measured with Java " + Runtime.version() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, everything on one machine.";
        Matcher part = Pattern.compile(Pattern.quote(BEGIN) + ".*?" + Pattern.quote(END), Pattern.DOTALL)
                .matcher(Files.readString(page));
        Files.writeString(
                page,
                part.replaceFirst(Matcher.quoteReplacement(BEGIN + "\n" + table + "\n\n" + surroundings + "\n" + END)));
    }
}
