package io.amqpjms.jms;

import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.Credentials;
import io.amqpjms.engine.CredentialsProvider;
import io.amqpjms.engine.Secret;
import io.amqpjms.jms.internal.ConnectionStarter;
import io.amqpjms.jms.internal.Observers;
import io.amqpjms.jms.internal.context.ContextImpl;
import io.amqpjms.jms.internal.legacy.DomainViews;
import io.amqpjms.jms.internal.options.ConnectFileSettings;
import io.amqpjms.jms.internal.options.FactorySettings;
import io.amqpjms.jms.internal.options.InvalidOptionException;
import io.amqpjms.jms.internal.options.JmsOptions;
import io.amqpjms.jms.internal.options.Options;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.StringRefAddr;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects JMS applications to AMQP 1.0 brokers. JMS 3.1 §6.1.
 *
 * <p>The broker is named by a URI such as {@code amqp://broker.example.com:5672?jms.sendTimeout=10s}; what is set on the
 * factory wins over the URI's options. A URI, an option or a value that cannot be used is refused at once, by a
 * {@link jakarta.jms.JMSRuntimeException} that says what would be right. An option of {@code failover.} may be set before the
 * {@code failover:(...)} URI that it belongs to: if there is none, it is refused when a connection is made.
 *
 * <p>May be used by any thread; a change holds for connections made afterwards. Distributed transactions (XA) are left out,
 * for AMQP 1.0 brokers have none.
 */
public final class AmqpConnectionFactory
        implements ConnectionFactory, QueueConnectionFactory, TopicConnectionFactory, Referenceable, Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(AmqpConnectionFactory.class);
    private static final String OBJECT_FACTORY = "io.amqpjms.jms.jndi.AmqpObjectFactory";

    private final transient ReentrantLock changing = new ReentrantLock();
    private transient volatile FactorySettings settings = FactorySettings.DEFAULT;
    private transient volatile @Nullable CredentialsProvider credentials;
    private transient volatile @Nullable ConnectionStateListener stateListener;
    private transient volatile @Nullable Metrics metrics;
    private transient volatile @Nullable Tracing tracing;
    private transient volatile @Nullable SSLContext sslContext;
    private final transient ConnectionStarter starter;

    /** A factory for a broker on this machine. */
    public AmqpConnectionFactory() {
        this(ConnectionStarter.standard());
    }

    /** A factory for the broker, and with the options, of the URI. */
    public AmqpConnectionFactory(String uri) {
        this();
        setRemoteURI(uri);
    }

    /** A factory that logs in as this user. */
    public AmqpConnectionFactory(@Nullable String user, @Nullable String password, String uri) {
        this(uri);
        setUsername(user);
        setPassword(password);
    }

    private AmqpConnectionFactory(FactorySettings settings) {
        this();
        change(before -> settings);
    }

    /**
     * A factory for the broker, and with the login, of the first {@code connect.json} that is there: the file named by the
     * environment variable {@code MESSAGING_CONNECT_FILE}, then in the working directory, in {@code ~/.config/messaging/} and in
     * {@code /etc/messaging/}. With none, {@code amqps://localhost:5671}. The file is read now and not again.
     *
     * @throws jakarta.jms.JMSRuntimeException if the file cannot be read, or has a mistake, which is named with its line; also if
     *     the environment names a file that is not there
     */
    public static AmqpConnectionFactory fromConnectFile() {
        return new AmqpConnectionFactory(ConnectFileSettings.of(ConnectionOptions::fromConnectFile));
    }

    /**
     * A factory for the broker, and with the login, of a file in the format of {@code connect.json}. The file is read now and not
     * again.
     *
     * @throws jakarta.jms.JMSRuntimeException if the file cannot be read, or has a mistake, which is named with its line
     */
    public static AmqpConnectionFactory fromConnectFile(Path file) {
        return new AmqpConnectionFactory(ConnectFileSettings.of(() -> ConnectionOptions.fromConnectFile(file)));
    }

    AmqpConnectionFactory(ConnectionStarter starter) {
        this.starter = starter;
    }

    @Override
    public Connection createConnection() throws JMSException {
        return createConnection(stateListener);
    }

    @Override
    public Connection createConnection(@Nullable String user, @Nullable String password) throws JMSException {
        return createConnection(user, password, stateListener);
    }

    /** A connection whose state this listener hears of, in place of the factory's. */
    public Connection createConnection(@Nullable ConnectionStateListener listener) throws JMSException {
        CredentialsProvider own = credentials;
        FactorySettings current = settings;
        return connect(current, own == null ? current.options().credentials() : own, listener);
    }

    /** A connection that logs in as this user, and whose state this listener hears of. */
    public Connection createConnection(
            @Nullable String user, @Nullable String password, @Nullable ConnectionStateListener listener)
            throws JMSException {
        return connect(settings, Credentials.password(user, password == null ? null : Secret.of(password)), listener);
    }

    private Connection connect(
            FactorySettings current, CredentialsProvider login, @Nullable ConnectionStateListener listener)
            throws JMSException {
        return starter.connect(toConnect(current).with(sslContext), login, new Observers(listener, metrics, tracing));
    }

    private static Options toConnect(FactorySettings current) throws JMSException {
        try {
            return current.optionsToConnect();
        } catch (InvalidOptionException misplaced) {
            JMSException refusal = new JMSException(misplaced.getMessage(), misplaced.getErrorCode());
            refusal.initCause(misplaced);
            refusal.setLinkedException(misplaced);
            throw refusal;
        }
    }

    @Override
    public QueueConnection createQueueConnection() throws JMSException {
        return DomainViews.queues(createConnection());
    }

    @Override
    public QueueConnection createQueueConnection(@Nullable String user, @Nullable String password) throws JMSException {
        return DomainViews.queues(createConnection(user, password));
    }

    @Override
    public TopicConnection createTopicConnection() throws JMSException {
        return DomainViews.topics(createConnection());
    }

    @Override
    public TopicConnection createTopicConnection(@Nullable String user, @Nullable String password) throws JMSException {
        return DomainViews.topics(createConnection(user, password));
    }

    @Override
    public JMSContext createContext() {
        return createContext(JMSContext.AUTO_ACKNOWLEDGE);
    }

    @Override
    public JMSContext createContext(int sessionMode) {
        return ContextImpl.over(this::createConnection, sessionMode);
    }

    @Override
    public JMSContext createContext(@Nullable String user, @Nullable String password) {
        return createContext(user, password, JMSContext.AUTO_ACKNOWLEDGE);
    }

    @Override
    public JMSContext createContext(@Nullable String user, @Nullable String password, int sessionMode) {
        return ContextImpl.over(() -> createConnection(user, password), sessionMode);
    }

    /** The URI of the broker, without passwords. */
    public String getRemoteURI() {
        return settings.remoteUri();
    }

    /** Sets where to connect, and the options of the URI in place of those of the URI before. */
    public void setRemoteURI(String uri) {
        setOption(FactorySettings.REMOTE_URI, uri);
    }

    /** The same as {@link #setRemoteURI}. */
    public void setBrokerURL(String uri) {
        setRemoteURI(uri);
    }

    /** The same as {@link #setRemoteURI}. */
    public void setUrl(String uri) {
        setRemoteURI(uri);
    }

    /** The same as {@link #setRemoteURI}. */
    public void setUri(String uri) {
        setRemoteURI(uri);
    }

    /** The user to log in as, or null for nobody in particular. */
    public @Nullable String getUsername() {
        return settings.options().find(JmsOptions.USERNAME);
    }

    /** Sets the user to log in as; null leaves it to the URI. */
    public void setUsername(@Nullable String user) {
        setOption(JmsOptions.USERNAME.name(), user);
    }

    /** Sets the user's password; null leaves it to the URI. There is no way to read it back. */
    public void setPassword(@Nullable String password) {
        setOption(JmsOptions.PASSWORD.name(), password);
    }

    /**
     * Sets who gives the credentials of each login, at the first connect and at each reconnect; null leaves it to the options.
     * Not stored with the factory. A user and password given to {@code createConnection} win over it.
     */
    public void setCredentialsProvider(@Nullable CredentialsProvider provider) {
        credentials = provider;
    }

    /**
     * Sets who hears when a connection loses its line and gets another one; null for nobody. Not stored with the factory.
     */
    public void setConnectionStateListener(@Nullable ConnectionStateListener listener) {
        stateListener = listener;
    }

    /** Sets who counts what connections made from now on do; null for nobody. Not stored with the factory. */
    public void setMetrics(@Nullable Metrics counting) {
        metrics = counting;
    }

    /** Sets who traces what connections made from now on send and receive; null for nobody. Not stored with the factory. */
    public void setTracing(@Nullable Tracing spans) {
        tracing = spans;
    }

    /**
     * Sets the TLS context of connections made from now on, in place of the key and trust stores of the options; null leaves
     * it to those. It is neither in a naming reference nor in the serialized form.
     */
    public void setSslContext(@Nullable SSLContext context) {
        sslContext = context;
    }

    /** The client identifier of every connection, or null if connections have generated ones. JMS 3.1 §6.1.2. */
    public @Nullable String getClientID() {
        return settings.options().find(JmsOptions.CLIENT_ID);
    }

    /** Sets the client identifier of every connection; null leaves it to the URI. */
    public void setClientID(@Nullable String clientId) {
        setOption(JmsOptions.CLIENT_ID.name(), clientId);
    }

    /**
     * Sets one option by its name, as in a URI; {@code jms.} may be left out.
     *
     * @param value its value as in a URI, but not encoded, or null to leave the option to the URI
     */
    public void setOption(String name, @Nullable String value) {
        change(before -> before.with(name, value));
    }

    /**
     * One option by its name, as a text: what was set on the factory, else what the URI says for all its brokers, else the
     * default; null for none, and for secrets.
     */
    public @Nullable String getOption(String name) {
        return settings.text(name);
    }

    /**
     * Sets several options together; {@code remoteURI} names the broker. Options that are not among them stay as they are.
     */
    public void setProperties(Map<String, ? extends @Nullable String> properties) {
        change(before -> before.with(properties));
    }

    /** The URI and what was set on the factory, without passwords; what {@link #setProperties} takes. */
    public Map<String, String> getProperties() {
        return settings.properties();
    }

    private void change(UnaryOperator<FactorySettings> how) {
        FactorySettings before;
        FactorySettings after;
        changing.lock();
        try {
            before = settings;
            after = how.apply(before);
            settings = after;
        } finally {
            changing.unlock();
        }
        after.options().warnings().stream()
                .filter(warning -> !before.options().warnings().contains(warning))
                .forEach(LOG::warn);
    }

    /** What a naming service stores: the properties, without passwords. */
    @Override
    public Reference getReference() {
        Reference reference = new Reference(AmqpConnectionFactory.class.getName(), OBJECT_FACTORY, null);
        getProperties().forEach((name, value) -> reference.add(new StringRefAddr(name, value)));
        return reference;
    }

    @Serial
    private Object writeReplace() {
        return new StoredFactory(getProperties());
    }

    @Serial
    private void readObject(ObjectInputStream stream) throws InvalidObjectException {
        throw new InvalidObjectException("A connection factory is stored as a " + StoredFactory.class.getSimpleName());
    }

    /** The URI and what was set; without passwords. */
    @Override
    public String toString() {
        return "AmqpConnectionFactory" + settings;
    }
}
