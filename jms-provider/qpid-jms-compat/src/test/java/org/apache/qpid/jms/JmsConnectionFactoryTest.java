package org.apache.qpid.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.qpid.jms.jndi.JNDIReferenceFactory;
import org.apache.qpid.jms.jndi.JNDIStorable;
import org.apache.qpid.jms.policy.JmsDefaultDeserializationPolicy;
import org.apache.qpid.jms.policy.JmsDefaultMessageIDPolicy;
import org.apache.qpid.jms.policy.JmsDefaultPrefetchPolicy;
import org.apache.qpid.jms.policy.JmsDefaultPresettlePolicy;
import org.apache.qpid.jms.policy.JmsDefaultRedeliveryPolicy;
import org.apache.qpid.jms.policy.JmsPrefetchPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JmsConnectionFactoryTest {
    private final JmsConnectionFactory factory = new JmsConnectionFactory("amqp://broker:5672?jms.sendTimeout=5s");

    static Stream<Method> settersOfOptions() {
        Set<String> others = Set.of("setPassword", "setRemoteURI", "setUsername", "setClientID");
        return Stream.of(JmsConnectionFactory.class.getMethods())
                .filter(method -> method.getName().startsWith("set") && !others.contains(method.getName()))
                .filter(method ->
                        List.of(boolean.class, long.class, String.class).contains(method.getParameterTypes()[0]));
    }

    @ParameterizedTest
    @MethodSource("settersOfOptions")
    void everySetterIsAnOption(Method setter) throws Exception {
        Object value = setter.getParameterTypes()[0] == boolean.class
                ? true
                : setter.getParameterTypes()[0] == long.class ? (Object) 1_234L : "prefix-";
        setter.invoke(factory, value);
        assertThat(factory.getProperties()).containsValue(value.toString());
        if (value.equals(true)) {
            setter.invoke(factory, false);
            Method getter =
                    JmsConnectionFactory.class.getMethod("is" + setter.getName().substring(3));
            assertThat(getter.invoke(factory)).isEqualTo(false);
            assertThat(getter.invoke(new JmsConnectionFactory())).isInstanceOf(Boolean.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "setQueuePrefix",
                "setTopicPrefix",
                "setClientIDPrefix",
                "setConnectionIDPrefix",
                "setClientID",
                "setUsername"
            })
    void nullTakesASettingBack(String setter) throws Exception {
        Method method = JmsConnectionFactory.class.getMethod(setter, String.class);
        Map<String, String> before = factory.getProperties();
        method.invoke(factory, "some");
        assertThat(factory.getProperties()).containsValue("some");
        method.invoke(factory, (Object) null);
        assertThat(factory.getProperties()).isEqualTo(before);
    }

    @Test
    void nullTakesBackWhatAPolicySays() {
        Map<String, String> before = factory.getProperties();
        JmsDefaultMessageIDPolicy ids = new JmsDefaultMessageIDPolicy();
        ids.setMessageIDType("UUID");
        factory.setMessageIDPolicy(ids);
        assertThat(factory.getProperties()).containsEntry("jms.messageIDPolicy.messageIDType", "UUID");
        ids.setMessageIDType(null);
        assertThat(factory.getProperties()).isEqualTo(before);
        ids.setMessageIDType("UUID");
        assertThat(factory.getProperties()).isNotEqualTo(before);
        factory.setMessageIDPolicy(null);
        assertThat(factory.getProperties()).isEqualTo(before);
        factory.setProperties(Map.of("jms.messageIDPolicy.messageIDType", "UUID"));
        assertThat(factory.getProperties()).isNotEqualTo(before);
    }

    @Test
    void aListOfClassesThatIsNullIsEmpty() {
        JmsConnectionFactory trusting = new JmsConnectionFactory("amqp://broker?jms.deserializationPolicy.allowList=*");
        JmsDefaultDeserializationPolicy classes = new JmsDefaultDeserializationPolicy();
        classes.setAllowList(null);
        trusting.setDeserializationPolicy(classes);
        assertThat(trusting.getProperties()).containsEntry("jms.deserializationPolicy.allowList", "");
        classes.setWhiteList("org.example");
        classes.setBlackList(null);
        assertThat(classes.getAllowList()).isEqualTo("org.example");
        assertThat(classes.getBlackList()).isEmpty();
    }

    @Test
    void anOutcomeHasANumber() {
        JmsDefaultRedeliveryPolicy redelivery = new JmsDefaultRedeliveryPolicy();
        assertThat(redelivery.getOutcome()).isEqualTo(5);
        redelivery.setOutcome("rejected");
        assertThat(redelivery.getOutcome()).isEqualTo(2);
        redelivery.setOutcome(3);
        assertThat(redelivery.getOutcome()).isEqualTo(3);
    }

    @Test
    void switchesTellWhatTheUriSays() {
        assertThat(new JmsConnectionFactory("amqp://broker?jms.forceSyncSend=true").isForceSyncSend())
                .isTrue();
        JmsConnectionFactory lenient = new JmsConnectionFactory("failover:(amqp://broker)?jms.validateSelector=FALSE");
        assertThat(lenient.isValidateSelector()).isFalse();
        assertThat(lenient.isValidatePropertyNames()).isTrue();
        assertThat(lenient.getQueuePrefix()).isNull();
        lenient.setQueuePrefix("queue://");
        assertThat(lenient.getQueuePrefix()).isEqualTo("queue://");
        lenient.setValidateSelector(true);
        assertThat(lenient.isValidateSelector()).isTrue();
    }

    @Test
    void policiesAreOptionsWhenItConnects() {
        JmsDefaultPrefetchPolicy prefetch = new JmsDefaultPrefetchPolicy();
        prefetch.setQueuePrefetch(7);
        prefetch.setTopicPrefetch(8);
        factory.setPrefetchPolicy(prefetch);
        prefetch.setQueuePrefetch(9);
        JmsDefaultRedeliveryPolicy redelivery = new JmsDefaultRedeliveryPolicy();
        redelivery.setMaxRedeliveries(3);
        redelivery.setOutcome("REJECTED");
        factory.setRedeliveryPolicy(redelivery.copy());
        JmsDefaultPresettlePolicy presettle = new JmsDefaultPresettlePolicy();
        presettle.setPresettleProducers(true);
        factory.setPresettlePolicy(presettle);
        JmsDefaultMessageIDPolicy ids = new JmsDefaultMessageIDPolicy();
        ids.setMessageIDType("UUID");
        factory.setMessageIDPolicy(ids);
        JmsDefaultDeserializationPolicy classes = new JmsDefaultDeserializationPolicy();
        classes.setAllowList("org.example");
        classes.setDenyList("org.example.bad");
        factory.setDeserializationPolicy(classes);
        assertThat(factory.getProperties())
                .containsEntry("jms.prefetchPolicy.queuePrefetch", "9")
                .containsEntry("jms.prefetchPolicy.topicPrefetch", "8")
                .doesNotContainKey("jms.prefetchPolicy.queueBrowserPrefetch")
                .containsEntry("jms.redeliveryPolicy.maxRedeliveries", "3")
                .containsEntry("jms.redeliveryPolicy.outcome", "REJECTED")
                .containsEntry("jms.presettlePolicy.presettleProducers", "true")
                .containsEntry("jms.messageIDPolicy.messageIDType", "UUID")
                .containsEntry("jms.deserializationPolicy.allowList", "org.example")
                .containsEntry("jms.deserializationPolicy.denyList", "org.example.bad");
    }

    @Test
    void aPolicyOfTheApplicationsOwnIsRefusedWithWhatToDo() {
        JmsPrefetchPolicy own = new JmsPrefetchPolicy() {
            @Override
            public JmsPrefetchPolicy copy() {
                return this;
            }
        };
        assertThatThrownBy(() -> factory.setPrefetchPolicy(own))
                .isInstanceOf(JMSRuntimeException.class)
                .hasMessageContaining("jms.prefetchPolicy.destinations");
    }

    @Test
    void constructorsTakeWhatThoseOfThePeerTake() {
        assertThat(new JmsConnectionFactory("alice", "secret", URI.create("amqp://broker:5672")).getUsername())
                .isEqualTo("alice");
        assertThat(new JmsConnectionFactory("alice", "secret").getRemoteURI()).startsWith("amqp://localhost");
        assertThat(new JmsConnectionFactory(URI.create("amqp://broker:5672")).getRemoteURI())
                .isEqualTo("amqp://broker:5672");
        assertThat(new JmsConnectionFactory("alice", "secret").toString()).doesNotContain("secret");
    }

    @Test
    void whatIsStoredComesBack() throws Exception {
        factory.setUsername("alice");
        factory.setPassword("secret");
        for (JNDIStorable stored : List.of(factory, new JmsQueue("orders"), new JmsTopic("news"))) {
            Object again = new JNDIReferenceFactory().getObjectInstance(stored.getReference(), null, null, null);
            assertThat(again).hasSameClassAs(stored);
            assertThat(((JNDIStorable) again).getProperties()).isEqualTo(stored.getProperties());
            Map<String, String> read = ((JNDIStorable) throughAStream(stored)).getProperties();
            assertThat(read).isEqualTo(stored.getProperties());
            assertThat(read.toString()).doesNotContain("secret");
        }
        assertThat(new JNDIReferenceFactory().getObjectInstance("something else", null, null, null))
                .isNull();
    }

    private static Object throughAStream(Object stored) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(stored);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }

    @Test
    void destinationsAreEqualByKindAndAddress() {
        assertThat(new JmsQueue("a")).isEqualTo(new JmsQueue("a")).hasSameHashCodeAs(new JmsQueue("a"));
        assertThat(new JmsQueue("a")).isNotEqualTo(new JmsTopic("a")).isNotEqualTo(new JmsQueue("b"));
        assertThat(new JmsQueue("a").isQueue()).isTrue();
        assertThat(new JmsTopic("a").isQueue()).isFalse();
    }
}
