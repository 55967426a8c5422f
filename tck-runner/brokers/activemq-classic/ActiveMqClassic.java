import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.TransportConnector;
import org.apache.activemq.security.AuthenticationUser;
import org.apache.activemq.security.SimpleAuthenticationPlugin;

/** An ActiveMQ Classic broker for one test JVM: tells its port, then answers each line of input with a broker as new. */
public final class ActiveMqClassic {
    private final String directory;
    private int port;
    private BrokerService broker;

    private ActiveMqClassic(String directory) {
        this.directory = directory;
    }

    public static void main(String[] args) throws Exception {
        ActiveMqClassic broker =
                new ActiveMqClassic(Files.createTempDirectory("classic").toString());
        broker.start();
        System.out.println("port " + broker.port + " Apache ActiveMQ Classic " + org.apache.activemq.ActiveMQConnectionMetaData.PROVIDER_VERSION);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (orders.readLine() != null) {
            broker.stop();
            broker.start();
            System.out.println("ready");
        }
        broker.stop();
    }

    private void start() throws Exception {
        broker = new BrokerService();
        broker.setPersistent(false);
        broker.setUseJmx(false);
        broker.setUseShutdownHook(false);
        broker.setSchedulerSupport(true);
        broker.setDataDirectory(directory);
        SimpleAuthenticationPlugin users =
                new SimpleAuthenticationPlugin(List.of(new AuthenticationUser("j2ee", "j2ee", "users")));
        users.setAnonymousAccessAllowed(true);
        broker.setPlugins(new BrokerPlugin[] {users});
        TransportConnector amqp = broker.addConnector("amqp://127.0.0.1:" + port + "?transport.transformer=jms");
        broker.start();
        broker.waitUntilStarted();
        port = amqp.getConnectUri().getPort();
    }

    private void stop() throws Exception {
        broker.stop();
        broker.waitUntilStopped();
    }
}
