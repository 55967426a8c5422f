package io.amqpjms.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.Credentials;
import io.amqpjms.engine.CredentialsProvider;
import io.amqpjms.jms.internal.options.FailoverOptions;
import io.amqpjms.jms.internal.options.JmsOptions;
import io.amqpjms.jms.internal.options.Options;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.QueueConnection;
import jakarta.jms.TopicConnection;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmqpConnectionFactoryTest {

    private static final Connection CONNECTION = (Connection) Proxy.newProxyInstance(
            AmqpConnectionFactoryTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> null);

    private record Call(Options options, CredentialsProvider provider) {
        Credentials credentials() {
            return (Credentials) provider;
        }
    }

    private Call call;

    private final AmqpConnectionFactory factory = new AmqpConnectionFactory((options, credentials, observers) -> {
        call = new Call(options, credentials);
        return CONNECTION;
    });

    @Test
    void factoryWithoutUriConnectsToThisMachine() {
        assertThat(new AmqpConnectionFactory().getRemoteURI()).isEqualTo("amqp://localhost:5672");
    }

    @Test
    void constructorsTakeUriAndUser() {
        AmqpConnectionFactory made =
                new AmqpConnectionFactory("alice", "sesame", "amqp://broker:7000?jms.username=bob");
        assertThat(made.getRemoteURI()).isEqualTo("amqp://broker:7000?jms.username=bob");
        assertThat(made.getUsername()).isEqualTo("alice");
    }

    static final Arguments[] uriSetters = {
        setter(AmqpConnectionFactory::setRemoteURI),
        setter(AmqpConnectionFactory::setBrokerURL),
        setter(AmqpConnectionFactory::setUrl),
        setter(AmqpConnectionFactory::setUri),
        setter((made, uri) -> made.setOption("brokerURL", uri)),
        setter((made, uri) -> made.setProperties(Map.of("uri", uri))),
    };

    private static Arguments setter(BiConsumer<AmqpConnectionFactory, String> setter) {
        return Arguments.of(setter);
    }

    @ParameterizedTest
    @FieldSource("uriSetters")
    void uriIsSetByAnyOfItsNames(BiConsumer<AmqpConnectionFactory, String> setter) {
        setter.accept(factory, "amqp://broker");
        assertThat(factory.getRemoteURI()).isEqualTo("amqp://broker");
    }

    @Test
    void connectionIsMadeWithTheOptionsAndTheirCredentials() throws Exception {
        factory.setRemoteURI("amqp://broker?jms.sendTimeout=5s");
        factory.setUsername("alice");
        factory.setPassword("sesame");
        factory.setClientID("billing");
        assertThat(factory.createConnection()).isSameAs(CONNECTION);
        assertThat(call.options().brokers()).extracting("host").containsExactly("broker");
        assertThat(call.options().get(JmsOptions.SEND_TIMEOUT)).hasSeconds(5);
        assertThat(call.options().find(JmsOptions.CLIENT_ID)).isEqualTo("billing");
        assertThat(call.credentials().user()).isEqualTo("alice");
        assertThat(call.credentials().secret().reveal()).containsExactly("sesame".toCharArray());
    }

    @Test
    void credentialsOfTheCallReplaceThoseOfTheFactory() throws Exception {
        factory.setUsername("alice");
        factory.setPassword("sesame");
        factory.createConnection("bob", null);
        assertThat(call.credentials().user()).isEqualTo("bob");
        assertThat(call.credentials().secret()).isNull();
    }

    @Test
    void connectionsOfADomainAreViewsOfTheSameConnection() throws Exception {
        try (QueueConnection queues = factory.createQueueConnection();
                TopicConnection topics = factory.createTopicConnection("bob", "open")) {
            assertThat(queues).isNotNull();
            assertThat(topics).isNotNull();
        }
        assertThat(call.credentials().user()).isEqualTo("bob");
    }

    @Test
    void contextIsMadeOverAConnection() {
        factory.createContext("bob", "open").close();
        assertThat(call.credentials().user()).isEqualTo("bob");
    }

    @Test
    void failureToConnectComesOutOfAContextUnchecked() {
        AmqpConnectionFactory refused = new AmqpConnectionFactory((options, credentials, observers) -> {
            throw new JMSSecurityException("wrong password", "amqp:unauthorized-access");
        });
        assertThatThrownBy(refused::createContext)
                .isInstanceOf(JMSSecurityRuntimeException.class)
                .hasFieldOrPropertyWithValue("errorCode", "amqp:unauthorized-access");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amqp//broker",
                "http://broker",
                "amqp://broker?jms.sendTimout=1",
                "amqp://broker?jms.sendTimeout=x"
            })
    void unusableUriIsRefusedAtOnceAndLeavesTheFactoryAsItWas(String uri) {
        factory.setRemoteURI("amqp://before");
        assertThatThrownBy(() -> factory.setRemoteURI(uri))
                .isInstanceOfSatisfying(
                        JMSRuntimeException.class,
                        refusal -> assertThat(refusal.getErrorCode()).startsWith("amqpjms:"));
        assertThat(factory.getRemoteURI()).isEqualTo("amqp://before");
    }

    @Test
    void optionsOfFailoverMayBeSetBeforeTheUri() throws Exception {
        factory.setOption("failover.randomize", "true");
        factory.setRemoteURI("failover:(amqp://one,amqp://two)");
        factory.createConnection();
        assertThat(call.options().get(FailoverOptions.RANDOMIZE)).isTrue();
    }

    @Test
    void optionsOfFailoverAreRefusedToConnectWithoutIt() {
        factory.setOption("failover.randomize", "true");
        assertThatThrownBy(factory::createConnection)
                .isInstanceOf(JMSException.class)
                .hasFieldOrPropertyWithValue("errorCode", "amqpjms:unknown-option")
                .hasMessageContaining("failover.randomize");
        assertThatThrownBy(factory::createContext)
                .isInstanceOf(JMSRuntimeException.class)
                .hasFieldOrPropertyWithValue("errorCode", "amqpjms:unknown-option");
    }

    @Test
    void everyOptionCanBeSetAsAProperty() {
        factory.setProperties(Map.of("brokerURL", "amqp://broker", "prefetchPolicy.all", "1", "amqp.vhost", "a"));
        assertThat(factory.getProperties())
                .containsOnly(
                        Map.entry("remoteURI", "amqp://broker"),
                        Map.entry("jms.prefetchPolicy.all", "1"),
                        Map.entry("amqp.vhost", "a"));
    }

    @Test
    void anOptionIsToldWhoeverSetIt() {
        AmqpConnectionFactory factory = new AmqpConnectionFactory(
                "alice", "sesame", "amqp://broker?jms.deserializationPolicy.whiteList=org.example&amqp.vhost=shop");
        factory.setOption("sendTimeout", "5s");
        assertThat(factory.getOption("jms.sendTimeout")).isEqualTo("5s");
        assertThat(factory.getOption("amqp.vhost")).isEqualTo("shop");
        assertThat(factory.getOption("deserializationPolicy.allowList")).isEqualTo("org.example");
        assertThat(factory.getOption("jms.validateSelector")).isEqualTo("true");
        assertThat(factory.getOption("jms.queuePrefix")).isNull();
        assertThat(factory.getOption("jms.password")).isNull();
        assertThatThrownBy(() -> factory.getOption("jms.sendTimout")).hasMessageContaining("jms.sendTimeout");
    }
}
