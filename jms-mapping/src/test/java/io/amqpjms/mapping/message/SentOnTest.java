package io.amqpjms.mapping.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.message.AmqpWriter;
import io.amqpjms.engine.message.EncodedMessage;
import io.amqpjms.engine.message.Section;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.mapping.AmqpQueue;
import jakarta.jms.JMSException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a received message takes along when the application sends it on. */
class SentOnTest {
    private static final String DELAY = "JMS_AMQP_MA_x-opt-delivery-delay";

    private static JmsMessage received(byte[] encoded) throws JMSException {
        DecodeContext context = DecodeContext.of(new AmqpQueue("q"));
        JmsMessage received = new MessageDecoder(context).decode(encoded, 0, encoded.length, 0);
        received.markReceived();
        return received;
    }

    private static JmsMessage delayed() throws JMSException {
        AmqpMessage message = AmqpMessage.of("text");
        message.messageAnnotations().put(Symbol.of("x-opt-delivery-delay"), 60_000L);
        message.messageAnnotations().put(Symbol.of("x-opt-routing-type"), (byte) 1);
        message.messageAnnotations().put(Symbol.of("x-opt-mine"), "kept");
        return received(message.encode());
    }

    private static EncodedMessage sentOn(JmsMessage message) throws JMSException {
        return new EncodedMessage(MessageEncoder.encode(message));
    }

    @Test
    void whatItsSenderAskedOfItsBrokerIsReadAndNotAskedAgain() throws JMSException {
        JmsMessage message = delayed();
        assertThat(message.getLongProperty(DELAY)).isEqualTo(60_000);
        assertThat(sentOn(message).messageAnnotations())
                .containsEntry(Symbol.of("x-opt-mine"), "kept")
                .doesNotContainKeys(Symbol.of("x-opt-delivery-delay"), Symbol.of("x-opt-routing-type"));
    }

    @Test
    void whatTheApplicationAsksItselfIsAsked() throws JMSException {
        JmsMessage message = delayed();
        message.clearProperties();
        message.setLongProperty(DELAY, 5);
        assertThat(sentOn(message).messageAnnotations()).containsEntry(Symbol.of("x-opt-delivery-delay"), 5L);
    }

    @Test
    void sectionsBetweenThoseOfTheBodyAreNoBody() throws JMSException {
        AmqpWriter out = new AmqpWriter();
        Sections.writeData(out, new byte[] {1}, 0, 1);
        out.section(Section.APPLICATION_PROPERTIES);
        out.writeMap(Map.of("smuggled", true));
        Sections.writeData(out, new byte[] {2}, 0, 1);
        JmsBytesMessage message = (JmsBytesMessage) received(out.take());
        message.clearProperties();
        JmsBytesMessage sentOn = (JmsBytesMessage) received(MessageEncoder.encode(message));
        assertThat(sentOn.propertyExists("smuggled")).isFalse();
        assertThat(sentOn.getBodyLength()).isEqualTo(2);
    }
}
