package io.amqpjms.engine.testing;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.junit.EmbeddedActiveMQExtension;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An Artemis broker in this JVM with one AMQP acceptor on a free loopback port.
 *
 * <p>Register it with {@code @RegisterExtension}: a static field is one broker for the class (started again before a
 * test that finds it stopped), an instance field one for each test. Unknown addresses become ANYCAST queues, expired
 * messages go to {@code ExpiryQueue}, undeliverable ones to {@code DLQ}. Anyone may come in until the first
 * {@link #withUser}. Described before it starts, by one thread; asked by any.
 */
public final class EmbeddedBroker
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback, AutoCloseable {

    private static final String ACCEPTOR = "amqp";
    private static final String GUEST = "guest";

    private final Map<String, String> users = new LinkedHashMap<>();
    private Consumer<Configuration> changes = configuration -> {};
    private @Nullable ActiveMQSecurityManager loginsBy;
    private String acceptorOptions = "";
    private boolean persistent;
    private boolean openToGuests;

    private EmbeddedActiveMQExtension broker = new EmbeddedActiveMQExtension(new ConfigurationImpl());
    private Path directory = Path.of("");
    private int port;
    private boolean running;
    private boolean sharedByClass;

    /** Keeps messages on disk, so that they outlive {@link #restart()}. */
    public EmbeddedBroker persistent() {
        persistent = true;
        return this;
    }

    /** Lets this user in, with every permission, by SASL PLAIN; nobody without a password any more. */
    public EmbeddedBroker withUser(String user, String password) {
        users.put(user, password);
        return this;
    }

    /** Lets in, beside the users, who comes without a password; a wrong one stays refused. */
    public EmbeddedBroker withGuest() {
        openToGuests = true;
        return this;
    }

    /** Leaves it to the entries of the JVM's JAAS configuration who may come in: this one has the last word. */
    public EmbeddedBroker withLoginsBy(String jaasEntry) {
        loginsBy = new ActiveMQJAASSecurityManager(jaasEntry);
        return this;
    }

    /** Adds to the acceptor's URI, as in {@code sslEnabled=true;keyStorePath=...}. */
    public EmbeddedBroker withAcceptorOptions(String options) {
        acceptorOptions = ";" + options;
        return this;
    }

    /** Changes the broker's configuration last, for what no other method says. */
    public EmbeddedBroker with(Consumer<Configuration> change) {
        changes = changes.andThen(change);
        return this;
    }

    /** Starts listening: on a free port the first time, on the same one ever after. */
    public EmbeddedBroker start() throws Exception {
        if (!Files.isDirectory(directory) || directory.toString().isEmpty()) {
            directory = Files.createTempDirectory("broker");
        }
        broker = new EmbeddedActiveMQExtension(configuration());
        if (secured()) {
            broker.getServer().setSecurityManager(loginsBy == null ? security() : loginsBy);
        }
        broker.start();
        NettyAcceptor acceptor = (NettyAcceptor) server().getRemotingService().getAcceptor(ACCEPTOR);
        port = acceptor.getActualPort();
        running = true;
        return this;
    }

    /** Goes away in good order: connections are told before they are closed. */
    public void stop() {
        if (running) {
            running = false;
            broker.stop();
        }
    }

    /**
     * Goes away as in a crash: no connection hears a word of AMQP. Behind the cut lines the broker ends in good order, for one that is
     * dropped within a JVM might still write to its files when the next one does.
     */
    public void kill() {
        NettyAcceptor acceptor = (NettyAcceptor) server().getRemotingService().getAcceptor(ACCEPTOR);
        acceptor.pause();
        for (NettyConnection each : acceptor.getConnections().values()) {
            reset(each.getChannel());
        }
        stop();
    }

    private static void reset(Channel line) {
        try {
            line.config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException alreadyClosed) {
            return;
        }
        line.close().syncUninterruptibly();
    }

    /** Stops if it runs, and starts on the same port; what was on disk is still there. */
    public void restart() throws Exception {
        stop();
        start();
    }

    /** Where the broker listens, as {@code amqp://127.0.0.1:port}. */
    public URI uri() {
        return URI.create("amqp://127.0.0.1:" + port);
    }

    /** The port of the AMQP acceptor, known since the first start. */
    public int port() {
        return port;
    }

    /** The broker itself. */
    public ActiveMQServer server() {
        return broker.getServer().getActiveMQServer();
    }

    /** How many messages this queue holds, those in delivery included; 0 for a queue nobody made. */
    public long messageCount(String queue) {
        Queue found = server().locateQueue(SimpleString.of(queue));
        return found == null ? 0 : found.getMessageCount();
    }

    /** How many AMQP connections are open. */
    public int connectionCount() {
        return server().getConnectionCount();
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        sharedByClass = true;
        start();
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        if (!running) {
            start();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!sharedByClass) {
            close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    /** Stops, and forgets what was on disk. */
    @Override
    public void close() {
        stop();
        if (directory.toString().isEmpty()) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("delete the broker's directory " + directory, e);
        }
    }

    private Configuration configuration() throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setPersistenceEnabled(persistent)
                .setSecurityEnabled(secured())
                .setJMXManagementEnabled(false)
                .setMessageExpiryScanPeriod(200)
                .setGracefulShutdownEnabled(false)
                // What a broker that dies here has written stays with the kernel: no need to wait for the disk.
                .setJournalDatasync(false)
                .setJournalDirectory(under("journal"))
                .setBindingsDirectory(under("bindings"))
                .setLargeMessagesDirectory(under("large"))
                .setPagingDirectory(under("paging"))
                .addAcceptorConfiguration(ACCEPTOR, "tcp://127.0.0.1:" + port + "?protocols=AMQP" + acceptorOptions)
                .addAddressSetting("#", addresses())
                .addQueueConfiguration(queue("DLQ"))
                .addQueueConfiguration(queue("ExpiryQueue"));
        configuration.putSecurityRoles("#", Set.of(everything()));
        changes.accept(configuration);
        return configuration;
    }

    private boolean secured() {
        return loginsBy != null || !users.isEmpty();
    }

    private String under(String name) {
        return directory.resolve(name).toString();
    }

    private static AddressSettings addresses() {
        return new AddressSettings()
                .setAutoCreateQueues(true)
                .setAutoCreateAddresses(true)
                .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                .setDefaultQueueRoutingType(RoutingType.ANYCAST)
                .setDeadLetterAddress(SimpleString.of("DLQ"))
                .setExpiryAddress(SimpleString.of("ExpiryQueue"));
    }

    private static QueueConfiguration queue(String name) {
        return QueueConfiguration.of(name).setRoutingType(RoutingType.ANYCAST);
    }

    private static Role everything() {
        return new Role("all", true, true, true, true, true, true, true, true, true, true, false, false);
    }

    private ActiveMQJAASSecurityManager security() {
        SecurityConfiguration known = new SecurityConfiguration();
        users.forEach((user, password) -> {
            known.addUser(user, password);
            known.addRole(user, "all");
        });
        if (openToGuests) {
            known.addRole(GUEST, "all");
            known.setDefaultUser(GUEST);
        }
        return new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), known);
    }
}
