import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener.DefaultSystemLauncherListener;
import org.apache.qpid.server.configuration.CommonProperties;
import org.apache.qpid.server.model.Container;
import org.apache.qpid.server.model.SystemConfig;
import org.apache.qpid.server.model.VirtualHostNode;

/** A Qpid Broker-J for one test JVM: tells its port, then answers each line of input with a broker as new. */
public final class QpidBrokerJ {
    private final int port = freePort();
    private final CompletableFuture<SystemConfig<?>> system = new CompletableFuture<>();
    private final SystemLauncher launcher = new SystemLauncher(new DefaultSystemLauncherListener() {
        @Override
        public void onContainerResolve(SystemConfig<?> resolved) {
            system.complete(resolved);
        }
    });
    private Path directory;

    public static void main(String[] args) throws Exception {
        QpidBrokerJ broker = new QpidBrokerJ();
        broker.start();
        System.out.println("port " + broker.port + " Apache Qpid Broker-J " + CommonProperties.getReleaseVersion());
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (orders.readLine() != null) {
            broker.reset();
            System.out.println("ready");
        }
        broker.stop();
        System.exit(0);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("find a free port", e);
        }
    }

    private void start() throws Exception {
        directory = Files.createTempDirectory("broker-j");
        System.setProperty("derby.stream.error.file", directory.resolve("derby.log").toString());
        Path configuration = Files.writeString(directory.resolve("initial.json"), configuration());
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("type", "Memory");
        attributes.put("initialConfigurationLocation", configuration.toUri().toString());
        attributes.put("startupLoggedToSystemOut", "false");
        attributes.put(
                "context", Map.of("qpid.work_dir", directory.toString(), "queue.holdOnPublishEnabled", "true"));
        launcher.startup(attributes);
    }

    // A store on disk, for one in memory refuses durable messages. Delayed messages are let go by the housekeeping.
    private String configuration() {
        return """
            {"name": "broker", "modelVersion": "9.0",
             "authenticationproviders": [{"name": "users", "type": "Plain", "secureOnlyMechanisms": [],
               "users": [{"name": "j2ee", "password": "j2ee", "type": "managed"},
                         {"name": "guest", "password": "guest", "type": "managed"}]}],
             "ports": [{"name": "amqp", "port": "%d", "bindingAddress": "127.0.0.1", "protocols": ["AMQP_1_0"],
               "authenticationProvider": "users", "virtualhostaliases": [
                 {"name": "nameAlias", "type": "nameAlias"}, {"name": "defaultAlias", "type": "defaultAlias"},
                 {"name": "hostnameAlias", "type": "hostnameAlias"}]}],
             "virtualhostnodes": [{"name": "default", "type": "JSON", "storePath": "%s", "defaultVirtualHostNode": "true",
               "virtualHostInitialConfiguration": "%s"}]}
            """.formatted(port, directory.resolve("node"), virtualHost().replace("\"", "\\\""));
    }

    private String virtualHost() {
        StringBuilder queues = new StringBuilder();
        for (String queue : "MY_QUEUE MY_QUEUE2 testQ0 testQ1 testQ2 testQueue2 Q2".split(" ")) {
            queues.append(queues.length() == 0 ? "" : ", ")
                    .append("{\"name\": \"" + queue + "\", \"type\": \"priority\"}");
        }
        return "{\"name\": \"default\", \"type\": \"DERBY\", \"housekeepingCheckPeriod\": 200, \"storePath\": \"" + directory.resolve("messages")
                + "\", \"queues\": [" + queues + "]}";
    }

    // A host made anew knows nothing of the old one, and comes in a tenth of the time that a broker takes to start.
    private void reset() throws Exception {
        Container<?> broker = system.get().getContainer();
        for (VirtualHostNode<?> node : broker.getChildren(VirtualHostNode.class)) {
            node.delete();
        }
        broker.createChild(VirtualHostNode.class, Map.of(
                "name", "default",
                "type", "JSON",
                "defaultVirtualHostNode", "true",
                "virtualHostInitialConfiguration", virtualHost()));
    }

    private void stop() throws Exception {
        launcher.shutdown();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
