package io.amqpjms.mapping.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.mapping.AddressPrefixes;
import io.amqpjms.mapping.AmqpQueue;
import io.amqpjms.mapping.AmqpTopic;
import io.amqpjms.mapping.DestinationKind;
import io.amqpjms.mapping.JmsDestination;
import jakarta.jms.JMSException;
import org.junit.jupiter.api.Test;

class RecentDestinationTest {
    private static final AddressPrefixes PREFIXES = new AddressPrefixes("queue://", "topic://");

    private final MessageDecoder decoder = new MessageDecoder(DecodeContext.of(new AmqpQueue("here")));

    private JmsMessage received(String to, String replyTo) throws JMSException {
        AmqpMessage message = AmqpMessage.of("text");
        message.properties().to(to).replyTo(replyTo);
        byte[] encoded = message.encode();
        return decoder.decode(encoded, 0, encoded.length, 0);
    }

    @Test
    void messagesThatGoTheSameWayShareTheirDestinations() throws JMSException {
        JmsMessage first = received("there", "back");
        JmsMessage second = received("there", "back");
        assertThat(first.getJMSDestination()).isEqualTo(new AmqpQueue("there"));
        assertThat(first.getJMSReplyTo()).isEqualTo(new AmqpQueue("back"));
        assertThat(second.getJMSDestination()).isSameAs(first.getJMSDestination());
        assertThat(second.getJMSReplyTo()).isSameAs(first.getJMSReplyTo());
    }

    @Test
    void oneThatGoesElsewhereDoesNot() throws JMSException {
        received("there", "back");
        JmsMessage other = received("elsewhere", "here");
        assertThat(other.getJMSDestination()).isEqualTo(new AmqpQueue("elsewhere"));
        assertThat(other.getJMSReplyTo()).isEqualTo(new AmqpQueue("here"));
        assertThat(received("here", "back").getJMSDestination()).isEqualTo(new AmqpQueue("here"));
        assertThat(received("there", "back").getJMSDestination()).isEqualTo(new AmqpQueue("there"));
    }

    @Test
    void kindsAreToldApart() {
        RecentDestination recent = new RecentDestination(AddressPrefixes.NONE);
        JmsDestination queue = recent.of(DestinationKind.QUEUE, "a");
        assertThat(recent.of(DestinationKind.QUEUE, "a")).isSameAs(queue).isEqualTo(new AmqpQueue("a"));
        assertThat(recent.of(DestinationKind.TOPIC, "a")).isEqualTo(new AmqpTopic("a"));
    }

    @Test
    void itIsKnownByItsAddressOnTheWire() {
        RecentDestination recent = new RecentDestination(PREFIXES);
        JmsDestination queue = recent.of(DestinationKind.QUEUE, "queue://a");
        assertThat(queue).isEqualTo(new AmqpQueue("a"));
        assertThat(recent.of(DestinationKind.QUEUE, recent.address())).isSameAs(queue);
        assertThat(recent.of(DestinationKind.QUEUE, "a")).isEqualTo(queue);
        assertThat(recent.isUnprefixed()).isFalse();
    }
}
