package io.amqpjms.mapping.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.message.Body;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;
import org.junit.jupiter.api.Test;

/** Text, also where UTF-8 has no form for it. */
class JmsTextMessageTest {

    private static final String HALF_A_PAIR = "a\uD83Db";

    private final JmsTextMessage message = new JmsTextMessage(MessageSettings.DEFAULT);

    @Test
    void bodyIsText() throws JMSException {
        message.setText("hello");

        assertThat(message.getBody(String.class)).isEqualTo("hello");
        assertThat(message.getBody(CharSequence.class)).isEqualTo("hello");
        assertThat(message.isBodyAssignableTo(Object.class)).isTrue();
        assertThat(message.isBodyAssignableTo(Boolean.class)).isFalse();
        assertThatThrownBy(() -> message.getBody(Boolean.class)).isInstanceOf(MessageFormatException.class);
    }

    @Test
    void noTextFitsAnyType() throws JMSException {
        assertThat(message.isBodyAssignableTo(Boolean.class)).isTrue();
        assertThat(message.getBody(Boolean.class)).isNull();
    }

    @Test
    void receivedTextIsReadOnlyUntilTheBodyIsCleared() throws JMSException {
        message.setText("old");
        message.markReceived();

        assertThatThrownBy(() -> message.setText("new")).isInstanceOf(MessageNotWriteableException.class);
        message.clearBody();
        assertThat(message.getText()).isNull();
        message.setText("new");
        assertThat(message.getText()).isEqualTo("new");
    }

    @Test
    void halfASurrogatePairIsRefusedWhenSent() throws JMSException {
        message.setText(HALF_A_PAIR);

        assertThatThrownBy(() -> MessageEncoder.encode(message)).isInstanceOf(MessageFormatException.class);
    }

    @Test
    void halfASurrogatePairIsReplacedWhereThatIsWanted() throws JMSException {
        MessageSettings settings =
                new MessageSettings(true, MessageSettings.DEFAULT.deserialization(), LoneSurrogates.REPLACE);
        JmsTextMessage lenient = new JmsTextMessage(settings);
        lenient.setText(HALF_A_PAIR);

        assertThat(lenient.amqp().body()).isEqualTo(new Body.Value("a\uFFFDb"));
    }

    @Test
    void refusedMessageLeavesTheNextOneWhole() throws JMSException {
        message.setText(HALF_A_PAIR);
        assertThatThrownBy(() -> MessageEncoder.encode(message)).isInstanceOf(MessageFormatException.class);
        message.setText("whole");

        assertThat(message.amqp().body()).isEqualTo(new Body.Value("whole"));
    }
}
