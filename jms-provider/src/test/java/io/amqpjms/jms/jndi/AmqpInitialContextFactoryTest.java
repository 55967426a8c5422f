package io.amqpjms.jms.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.jms.AmqpConnectionFactory;
import io.amqpjms.mapping.AmqpQueue;
import io.amqpjms.mapping.AmqpTopic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import javax.naming.ConfigurationException;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("BanJNDI") // looks up its own declarations only
class AmqpInitialContextFactoryTest {

    private final Properties environment = new Properties();

    @BeforeEach
    void nameTheFactory() {
        environment.put(Context.INITIAL_CONTEXT_FACTORY, AmqpInitialContextFactory.class.getName());
    }

    private Object lookup(String name) throws NamingException {
        Context context = new InitialContext(environment);
        try {
            return context.lookup(name);
        } finally {
            context.close();
        }
    }

    private AmqpConnectionFactory factory(String name) throws NamingException {
        return (AmqpConnectionFactory) lookup(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ConnectionFactory", "QueueConnectionFactory", "TopicConnectionFactory"})
    void withoutAnyDeclarationThereAreTheUsualFactories(String name) throws Exception {
        assertThat(factory(name).getRemoteURI()).isEqualTo("amqp://localhost:5672");
    }

    @Test
    void declaredFactoryHasItsUri() throws Exception {
        environment.put("connectionfactory.orders", "amqp://broker?jms.clientID=a");
        assertThat(factory("orders").getRemoteURI()).isEqualTo("amqp://broker?jms.clientID=a");
        assertThatThrownBy(() -> lookup("ConnectionFactory")).isInstanceOf(NamingException.class);
    }

    @Test
    void optionsComeFromDefaultsThenFromTheFactorysOwn() throws Exception {
        environment.put("connectionFactory.one", "amqp://one");
        environment.put("connectionfactory.two", "");
        environment.put("connectionfactory.two.b", "amqp://b");
        environment.put("default.connectionfactory.remoteURI", "amqp://shared");
        environment.put("default.connectionfactory.clientID", "shared");
        environment.put("default.connectionfactory.amqp.vhost", "tenant");
        environment.put("property.connectionfactory.two.clientID", "own");
        environment.put("property.connectionfactory.two.b.jms.clientID", "own b");
        assertThat(factory("one").getProperties())
                .containsOnly(
                        Map.entry("remoteURI", "amqp://one"),
                        Map.entry("jms.clientID", "shared"),
                        Map.entry("amqp.vhost", "tenant"));
        assertThat(factory("two").getRemoteURI()).isEqualTo("amqp://shared");
        assertThat(factory("two").getClientID()).isEqualTo("own");
        assertThat(factory("two.b").getClientID()).isEqualTo("own b");
    }

    @ParameterizedTest
    @CsvSource({
        "'', amqp://provider",
        "amqp://own, amqp://own",
    })
    void providerUrlMayBeABroker(String uri, String used) throws Exception {
        environment.put(Context.PROVIDER_URL, "amqp://provider");
        environment.put("connectionfactory.orders", uri);
        assertThat(factory("orders").getRemoteURI()).isEqualTo(used);
    }

    @ParameterizedTest
    @CsvSource({
        "amqp://broker,                    carol",
        "amqp://broker?jms.username=alice, alice",
    })
    void principalLogsInWhereNothingElseSaysSo(String uri, String user) throws Exception {
        environment.put("connectionfactory.orders", uri);
        environment.put(Context.SECURITY_PRINCIPAL, "carol");
        environment.put(Context.SECURITY_CREDENTIALS, "sesame".toCharArray());
        AmqpConnectionFactory factory = factory("orders");
        assertThat(factory.getUsername()).isEqualTo(user);
        assertThat(factory.toString()).doesNotContain("sesame");
    }

    @Test
    void principalMayBeAVariable() throws Exception {
        environment.put("connectionfactory.orders", "amqp://broker");
        environment.put("who", "carol");
        environment.put(Context.SECURITY_PRINCIPAL, "${who}");
        assertThat(factory("orders").getUsername()).isEqualTo("carol");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pa$$word", "a${who}b", "${", "$"})
    void principalIsTakenAsItIsUnlessAllOfItIsAVariable(String name) throws Exception {
        environment.put("connectionfactory.orders", "amqp://broker");
        environment.put(Context.SECURITY_PRINCIPAL, name);
        assertThat(factory("orders").getUsername()).isEqualTo(name);
    }

    @Test
    void destinationsAreDeclaredOrDynamic() throws Exception {
        environment.put("queue.jms/orders", " orders.in ");
        environment.put("topic.news", "news/today");
        assertThat(lookup("jms/orders")).isEqualTo(new AmqpQueue("orders.in"));
        assertThat(lookup("news")).isEqualTo(new AmqpTopic("news/today"));
        assertThat(lookup("dynamicQueues/a/b")).isEqualTo(new AmqpQueue("a/b"));
        assertThat(lookup("dynamicTopics/a.b")).isEqualTo(new AmqpTopic("a.b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file:"})
    void propertiesMayBeInAFile(String prefix, @TempDir Path directory) throws Exception {
        Path file = Files.writeString(
                directory.resolve("jndi.properties"),
                "queue.orders = orders.${stage:-test}\nconnectionfactory.cf=amqp://file\n");
        environment.put(Context.PROVIDER_URL, prefix + file);
        assertThat(lookup("orders")).isEqualTo(new AmqpQueue("orders.test"));
        assertThat(factory("cf").getRemoteURI()).isEqualTo("amqp://file");
    }

    @Test
    void propertiesMayBeOnTheClassPath() throws Exception {
        environment.put(Context.PROVIDER_URL, "classpath:io/amqpjms/jms/jndi/example.properties");
        assertThat(lookup("orders")).isEqualTo(new AmqpQueue("orders.in"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    connectionfactory.cf                | amqp://h?jms.sendTimout=1   | 'cf' cannot be made: Unknown option 'jms.sendTimout'
                    connectionfactory.cf                | ampq://h                    | 'cf' cannot be made
                    property.connectionfactory.cf.name  | value                       | none of the connection factories
                    queue.orders                        | "  "                        | 'queue.orders' names no address
                    topic.orders                        | ${unset.by.anyone}          | no system property, environment variable or property 'unset.by.anyone'
                    topic.ConnectionFactory             | news                        | already taken by AmqpConnectionFactory
                    java.naming.provider.url            | /no/such/file.properties    | Reading the JNDI properties
                    java.naming.provider.url            | http://host/x.properties    | Reading the JNDI properties
                    java.naming.provider.url            | classpath:no/such.properties | no such resource on the class path
                    """)
    void unusablePropertyIsRefusedByName(String key, String value, String advice) {
        environment.put(key, value);
        assertThatThrownBy(() -> lookup("ConnectionFactory"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(advice);
    }
}
