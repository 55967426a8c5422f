package io.amqpjms.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import javax.naming.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Destinations as values. */
class JmsDestinationTest {

    @Test
    void destinationsAreEqualByKindAndAddress() {
        assertThat(new AmqpQueue("a")).isEqualTo(new AmqpQueue("a")).hasSameHashCodeAs(new AmqpQueue("a"));
        assertThat(new AmqpQueue("a")).isNotEqualTo(new AmqpQueue("b"));
        assertThat((Object) new AmqpQueue("a")).isNotEqualTo(new AmqpTopic("a"));
        assertThat((Object) new AmqpQueue("a")).isNotEqualTo(new AmqpTemporaryQueue("a", null));
    }

    @ParameterizedTest
    @EnumSource
    void everyKindSurvivesSerialization(DestinationKind kind) throws Exception {
        JmsDestination destination = JmsDestination.of(kind, "a/b");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(destination);

        Object read = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

        assertThat(read).isEqualTo(destination);
        assertThat(((JmsDestination) read).kind()).isEqualTo(kind);
    }

    @Test
    void referenceNamesClassAddressAndFactory() {
        Reference reference = new AmqpTopic("news").getReference();

        assertThat(reference.getClassName()).isEqualTo("io.amqpjms.mapping.AmqpTopic");
        assertThat(reference.get("address").getContent()).isEqualTo("news");
        assertThat(reference.getFactoryClassName()).isEqualTo("io.amqpjms.jms.jndi.AmqpObjectFactory");
    }

    @Test
    void temporaryDestinationIsDeletedByItsOwner() throws JMSException {
        List<JmsDestination> deleted = new ArrayList<>();
        AmqpTemporaryQueue queue = new AmqpTemporaryQueue("t", deleted::add);

        queue.delete();

        assertThat(deleted).containsExactly(queue);
    }

    @Test
    void temporaryDestinationOfOthersCannotBeDeleted() {
        assertThatThrownBy(() -> new AmqpTemporaryTopic("t", null).delete())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'t'");
    }

    @Test
    void foreignDestinationIsAdoptedByItsName() throws JMSException {
        Queue queue = () -> "orders";
        Topic topic = () -> "news";

        assertThat(JmsDestination.of(queue)).isEqualTo(new AmqpQueue("orders"));
        assertThat(JmsDestination.of(topic)).isEqualTo(new AmqpTopic("news"));
        AmqpQueue ours = new AmqpQueue("a");
        assertThat(JmsDestination.of(ours)).isSameAs(ours);
    }

    @Test
    void destinationThatIsNoneIsRefused() {
        Queue nameless = () -> null;

        assertThatThrownBy(() -> JmsDestination.of(null)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> JmsDestination.of(nameless)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> JmsDestination.of(new Both())).isInstanceOf(InvalidDestinationException.class);
    }

    private static final class Both implements Queue, Topic {
        @Override
        public String getQueueName() {
            return "q";
        }

        @Override
        public String getTopicName() {
            return "t";
        }
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUE,q://orders,orders",
        "TOPIC,t://orders,orders",
        "TEMPORARY_QUEUE,orders,orders",
        "TEMPORARY_TOPIC,orders,orders"
    })
    void prefixStandsBeforeTheAddressOfItsKind(DestinationKind kind, String address, String name) {
        AddressPrefixes prefixes = AddressPrefixes.of("q://", "t://");

        assertThat(prefixes.addressOf(JmsDestination.of(kind, name))).isEqualTo(address);
        assertThat(prefixes.destinationOf(kind, address)).isEqualTo(JmsDestination.of(kind, name));
    }

    @Test
    void addressWithoutThePrefixIsTheName() {
        assertThat(AddressPrefixes.of("q://", null).destinationOf(DestinationKind.QUEUE, "orders"))
                .isEqualTo(new AmqpQueue("orders"));
    }

    @ParameterizedTest
    @CsvSource({
        "queue,QUEUE",
        "topic,TOPIC",
        "'queue,temporary',TEMPORARY_QUEUE",
        "'temporary, topic',TEMPORARY_TOPIC",
        "other,",
    })
    void attributesOfOldNameAKind(String attributes, DestinationKind kind) {
        assertThat(DestinationKind.ofAttributes(attributes)).isEqualTo(kind);
    }
}
