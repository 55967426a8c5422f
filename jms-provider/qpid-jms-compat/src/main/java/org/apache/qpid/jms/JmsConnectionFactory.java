package org.apache.qpid.jms;

import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import java.net.URI;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.qpid.jms.jndi.JNDIStorable;
import org.apache.qpid.jms.policy.JmsDeserializationPolicy;
import org.apache.qpid.jms.policy.JmsMessageIDPolicy;
import org.apache.qpid.jms.policy.JmsPrefetchPolicy;
import org.apache.qpid.jms.policy.JmsPresettlePolicy;
import org.apache.qpid.jms.policy.JmsRedeliveryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Connects to AMQP 1.0 brokers, by {@link AmqpConnectionFactory}; each setter is the option of its name. To be set up by one
 * thread, and used by any.
 */
public class JmsConnectionFactory extends JNDIStorable
        implements ConnectionFactory, QueueConnectionFactory, TopicConnectionFactory {
    private static final long serialVersionUID = 1L;

    private final transient Policies policies = new Policies();
    private transient volatile @Nullable ExceptionListener exceptionListener;
    private final transient AmqpConnectionFactory factory = new AmqpConnectionFactory();

    /** A factory for a broker on this machine. */
    public JmsConnectionFactory() {}

    /** A factory that logs in as this user. */
    public JmsConnectionFactory(@Nullable String user, @Nullable String password) {
        setUsername(user);
        setPassword(password);
    }

    /** A factory for the broker, and with the options, of the URI. */
    public JmsConnectionFactory(String remoteURI) {
        factory.setRemoteURI(remoteURI);
    }

    /** A factory for the broker of the URI that logs in as this user. */
    public JmsConnectionFactory(@Nullable String user, @Nullable String password, String remoteURI) {
        this(remoteURI);
        setUsername(user);
        setPassword(password);
    }

    /** A factory for the broker, and with the options, of the URI. */
    public JmsConnectionFactory(URI remoteURI) {
        this(remoteURI.toString());
    }

    /** A factory for the broker of the URI that logs in as this user. */
    public JmsConnectionFactory(@Nullable String user, @Nullable String password, URI remoteURI) {
        this(user, password, remoteURI.toString());
    }

    private JmsConnection covered(Connection connection, StateRelay states) throws JMSException {
        JmsConnection covered = new JmsConnection(connection, states);
        ExceptionListener listener = exceptionListener;
        if (listener != null) {
            covered.setExceptionListener(listener);
        }
        return covered;
    }

    private <C extends Connection> C heard(C connection) throws JMSException {
        ExceptionListener listener = exceptionListener;
        if (listener != null) {
            connection.setExceptionListener(listener);
        }
        return connection;
    }

    private JMSContext heard(JMSContext context) {
        ExceptionListener listener = exceptionListener;
        if (listener != null) {
            context.setExceptionListener(listener);
        }
        return context;
    }

    private AmqpConnectionFactory ready() {
        factory.setProperties(policies.changes());
        return factory;
    }

    @Override
    public JmsConnection createConnection() throws JMSException {
        StateRelay states = new StateRelay();
        return covered(ready().createConnection(states), states);
    }

    @Override
    public JmsConnection createConnection(@Nullable String user, @Nullable String password) throws JMSException {
        StateRelay states = new StateRelay();
        return covered(ready().createConnection(user, password, states), states);
    }

    @Override
    public QueueConnection createQueueConnection() throws JMSException {
        return heard(ready().createQueueConnection());
    }

    @Override
    public QueueConnection createQueueConnection(@Nullable String user, @Nullable String password) throws JMSException {
        return heard(ready().createQueueConnection(user, password));
    }

    @Override
    public TopicConnection createTopicConnection() throws JMSException {
        return heard(ready().createTopicConnection());
    }

    @Override
    public TopicConnection createTopicConnection(@Nullable String user, @Nullable String password) throws JMSException {
        return heard(ready().createTopicConnection(user, password));
    }

    @Override
    public JMSContext createContext() {
        return heard(ready().createContext());
    }

    @Override
    public JMSContext createContext(int sessionMode) {
        return heard(ready().createContext(sessionMode));
    }

    @Override
    public JMSContext createContext(@Nullable String user, @Nullable String password) {
        return heard(ready().createContext(user, password));
    }

    @Override
    public JMSContext createContext(@Nullable String user, @Nullable String password, int sessionMode) {
        return heard(ready().createContext(user, password, sessionMode));
    }

    public String getRemoteURI() {
        return factory.getRemoteURI();
    }

    public void setRemoteURI(String uri) {
        factory.setRemoteURI(uri);
    }

    public @Nullable String getUsername() {
        return factory.getUsername();
    }

    public final void setUsername(@Nullable String user) {
        factory.setUsername(user);
    }

    /** Sets the user's password; there is no way to read it back. */
    public final void setPassword(@Nullable String password) {
        factory.setPassword(password);
    }

    public @Nullable String getClientID() {
        return factory.getClientID();
    }

    public void setClientID(@Nullable String clientId) {
        factory.setClientID(clientId);
    }

    public @Nullable String getClientIDPrefix() {
        return factory.getOption("jms.clientIDPrefix");
    }

    public void setClientIDPrefix(@Nullable String prefix) {
        set("clientIDPrefix", prefix);
    }

    public void setConnectionIDPrefix(@Nullable String prefix) {
        set("connectionIDPrefix", prefix);
    }

    public @Nullable ExceptionListener getExceptionListener() {
        return exceptionListener;
    }

    /** Sets the exception listener of every connection made from now on. */
    public void setExceptionListener(@Nullable ExceptionListener listener) {
        exceptionListener = listener;
    }

    public void setSslContext(@Nullable SSLContext context) {
        factory.setSslContext(context);
    }

    public @Nullable String getQueuePrefix() {
        return factory.getOption("jms.queuePrefix");
    }

    public void setQueuePrefix(@Nullable String prefix) {
        set("queuePrefix", prefix);
    }

    public @Nullable String getTopicPrefix() {
        return factory.getOption("jms.topicPrefix");
    }

    public void setTopicPrefix(@Nullable String prefix) {
        set("topicPrefix", prefix);
    }

    public boolean isForceSyncSend() {
        return flag("forceSyncSend");
    }

    public void setForceSyncSend(boolean value) {
        set("forceSyncSend", value);
    }

    public boolean isForceAsyncSend() {
        return flag("forceAsyncSend");
    }

    public void setForceAsyncSend(boolean value) {
        set("forceAsyncSend", value);
    }

    public boolean isForceAsyncAcks() {
        return flag("forceAsyncAcks");
    }

    public void setForceAsyncAcks(boolean value) {
        set("forceAsyncAcks", value);
    }

    public boolean isLocalMessagePriority() {
        return flag("localMessagePriority");
    }

    public void setLocalMessagePriority(boolean value) {
        set("localMessagePriority", value);
    }

    public boolean isLocalMessageExpiry() {
        return flag("localMessageExpiry");
    }

    public void setLocalMessageExpiry(boolean value) {
        set("localMessageExpiry", value);
    }

    public boolean isValidatePropertyNames() {
        return flag("validatePropertyNames");
    }

    public void setValidatePropertyNames(boolean value) {
        set("validatePropertyNames", value);
    }

    public boolean isValidateSelector() {
        return flag("validateSelector");
    }

    public void setValidateSelector(boolean value) {
        set("validateSelector", value);
    }

    public boolean isReceiveLocalOnly() {
        return flag("receiveLocalOnly");
    }

    public void setReceiveLocalOnly(boolean value) {
        set("receiveLocalOnly", value);
    }

    public boolean isReceiveNoWaitLocalOnly() {
        return flag("receiveNoWaitLocalOnly");
    }

    public void setReceiveNoWaitLocalOnly(boolean value) {
        set("receiveNoWaitLocalOnly", value);
    }

    public boolean isPopulateJMSXUserID() {
        return flag("populateJMSXUserID");
    }

    public void setPopulateJMSXUserID(boolean value) {
        set("populateJMSXUserID", value);
    }

    public boolean isAwaitClientID() {
        return flag("awaitClientID");
    }

    public void setAwaitClientID(boolean value) {
        set("awaitClientID", value);
    }

    public boolean isUseDaemonThread() {
        return flag("useDaemonThread");
    }

    public void setUseDaemonThread(boolean value) {
        set("useDaemonThread", value);
    }

    public boolean isCloseLinksThatFailOnReconnect() {
        return flag("closeLinksThatFailOnReconnect");
    }

    public void setCloseLinksThatFailOnReconnect(boolean value) {
        set("closeLinksThatFailOnReconnect", value);
    }

    /** In milliseconds. */
    public void setCloseTimeout(long millis) {
        set("closeTimeout", millis);
    }

    /** In milliseconds. */
    public void setConnectTimeout(long millis) {
        set("connectTimeout", millis);
    }

    /** In milliseconds. */
    public void setSendTimeout(long millis) {
        set("sendTimeout", millis);
    }

    /** In milliseconds. */
    public void setRequestTimeout(long millis) {
        set("requestTimeout", millis);
    }

    public JmsPrefetchPolicy getPrefetchPolicy() {
        return policies.prefetch();
    }

    public void setPrefetchPolicy(@Nullable JmsPrefetchPolicy policy) {
        policies.use(policy);
    }

    public JmsRedeliveryPolicy getRedeliveryPolicy() {
        return policies.redelivery();
    }

    public void setRedeliveryPolicy(@Nullable JmsRedeliveryPolicy policy) {
        policies.use(policy);
    }

    public JmsPresettlePolicy getPresettlePolicy() {
        return policies.presettle();
    }

    public void setPresettlePolicy(@Nullable JmsPresettlePolicy policy) {
        policies.use(policy);
    }

    public JmsMessageIDPolicy getMessageIDPolicy() {
        return policies.messageID();
    }

    public void setMessageIDPolicy(@Nullable JmsMessageIDPolicy policy) {
        policies.use(policy);
    }

    public JmsDeserializationPolicy getDeserializationPolicy() {
        return policies.deserialization();
    }

    public void setDeserializationPolicy(@Nullable JmsDeserializationPolicy policy) {
        policies.use(policy);
    }

    @Override
    public Map<String, String> getProperties() {
        return ready().getProperties();
    }

    /** Sets options by their names; one that nobody knows is refused, so none is given back. */
    @Override
    public Map<String, String> setProperties(Map<String, String> properties) {
        factory.setProperties(properties);
        return Map.of();
    }

    // Null leaves the option to the URI.
    private void set(String option, @Nullable Object value) {
        factory.setOption("jms." + option, value == null ? null : value.toString());
    }

    private boolean flag(String option) {
        return Boolean.parseBoolean(factory.getOption("jms." + option));
    }

    /** The URI and what was set, without passwords. */
    @Override
    public String toString() {
        return factory.toString();
    }
}
