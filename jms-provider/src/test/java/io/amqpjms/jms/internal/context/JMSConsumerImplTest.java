package io.amqpjms.jms.internal.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.jms.internal.ClassicApi;
import jakarta.jms.BytesMessage;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageListener;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JMSConsumerImplTest {
    private final ClassicApi api = new ClassicApi();
    private final JMSConsumer foreign = new JMSConsumerImpl(api.fake(MessageConsumer.class));
    private final WaitingMessages waiting = new WaitingMessages();
    private final JMSConsumer consumer = new JMSConsumerImpl(waiting);

    private <M extends Message> M with(Class<M> type, Object body) {
        api.when(type.getSimpleName() + ".getBody", wanted -> {
            if (body != null && !((Class<?>) wanted[0]).isInstance(body)) {
                throw new MessageFormatException("body is a " + body.getClass());
            }
            return body;
        });
        return api.fake(type);
    }

    @Test
    void classicConsumerDoesTheWork() throws JMSException {
        MessageListener listener = api.fake(MessageListener.class);
        foreign.receive();
        foreign.receive(5);
        foreign.receiveNoWait();
        foreign.getMessageSelector();
        foreign.setMessageListener(listener);
        foreign.getMessageListener();
        foreign.close();

        assertThat(api.calls())
                .containsExactly(
                        "MessageConsumer.receive()",
                        "MessageConsumer.receive(5)",
                        "MessageConsumer.receiveNoWait()",
                        "MessageConsumer.getMessageSelector()",
                        "MessageConsumer.setMessageListener(MessageListener)",
                        "MessageConsumer.getMessageListener()",
                        "MessageConsumer.close()");
    }

    @Test
    void bodyIsReceivedThroughThePublicReceive() {
        TextMessage message = with(TextMessage.class, "hi");
        api.when("MessageConsumer.receive", timeout -> message);
        api.when("MessageConsumer.receiveNoWait", nothing -> message);

        assertThat(foreign.receiveBody(String.class)).isEqualTo("hi");
        assertThat(foreign.receiveBody(CharSequence.class, 5)).isEqualTo("hi");
        assertThat(foreign.receiveBodyNoWait(Object.class)).isEqualTo("hi");
        assertThat(api.callsTo(MessageConsumer.class))
                .containsExactly(
                        "MessageConsumer.receive()", "MessageConsumer.receive(5)", "MessageConsumer.receiveNoWait()");
    }

    @Test
    void bodyOfEachKindIsReceived() {
        waiting.add(with(TextMessage.class, "text"));
        waiting.add(with(BytesMessage.class, new byte[] {1}));
        waiting.add(with(MapMessage.class, Map.of("k", 1)));
        waiting.add(with(ObjectMessage.class, 7));

        assertThat(consumer.receiveBody(String.class)).isEqualTo("text");
        assertThat(consumer.receiveBody(byte[].class, 1)).containsExactly(1);
        assertThat((Object) consumer.receiveBodyNoWait(Map.class)).isEqualTo(Map.of("k", 1));
        assertThat(consumer.receiveBody(Integer.class)).isEqualTo(7);
        assertThat(waiting.acknowledged()).hasSize(4);
    }

    @Test
    void noMessageIsNoBody() {
        assertThat(consumer.receiveBody(String.class, 1)).isNull();
        assertThat(consumer.receiveBodyNoWait(String.class)).isNull();
    }

    @Test
    void bodyIsReadOnceOnly() {
        waiting.add(with(ObjectMessage.class, 7));

        consumer.receiveBody(Integer.class);

        assertThat(api.calls()).containsExactly("ObjectMessage.getBody(class java.lang.Integer)");
    }

    @Test
    void messageWithAnUnwantedBodyIsTheNextAgain() {
        TextMessage message = with(TextMessage.class, "hi");
        waiting.add(message);

        assertThatThrownBy(() -> consumer.receiveBody(Boolean.class)).isInstanceOf(MessageFormatRuntimeException.class);
        assertThatThrownBy(() -> consumer.receiveBodyNoWait(Map.class))
                .isInstanceOf(MessageFormatRuntimeException.class);

        assertThat(waiting.acknowledged()).isEmpty();
        assertThat(consumer.receiveBody(String.class)).isEqualTo("hi");
        assertThat(waiting.acknowledged()).containsExactly(message);
    }

    @ParameterizedTest
    @ValueSource(classes = {Message.class, StreamMessage.class})
    void messageWithoutABodyObjectIsLeftForReceive(Class<? extends Message> type) {
        Message message = with(type, "never asked");
        waiting.add(message);

        assertThatThrownBy(() -> consumer.receiveBody(Object.class))
                .isInstanceOf(MessageFormatRuntimeException.class)
                .hasMessageContaining("receive");
        assertThat(consumer.receive()).isSameAs(message);
    }

    @Test
    void messageWithoutABodyIsLeftForReceive() {
        TextMessage message = with(TextMessage.class, null);
        waiting.add(message);

        assertThatThrownBy(() -> consumer.receiveBody(String.class))
                .isInstanceOf(MessageFormatRuntimeException.class)
                .hasMessageContaining("no body");
        assertThat(consumer.receive(1)).isSameAs(message);
    }

    @Test
    void bodyThatDoesNotDeserializeLeavesTheMessage() {
        ObjectMessage message = api.fake(ObjectMessage.class);
        api.when("ObjectMessage.getBody", type -> {
            throw new MessageFormatException("class not found");
        });
        waiting.add(message);

        assertThatThrownBy(() -> consumer.receiveBody(Object.class)).isInstanceOf(MessageFormatRuntimeException.class);
        assertThat(waiting.acknowledged()).isEmpty();
    }

    @Test
    void receivingABodyDoesNotCheckLaterMessages() {
        TextMessage message = with(TextMessage.class, "hi");
        waiting.add(message);
        assertThatThrownBy(() -> consumer.receiveBody(Map.class)).isInstanceOf(MessageFormatRuntimeException.class);

        assertThat(waiting.isChecking()).isFalse();
        assertThat(consumer.receive()).isSameAs(message);
    }

    @Test
    void failuresBelowComeOutUnchecked() {
        api.when("MessageConsumer.receive", timeout -> {
            throw new IllegalStateException("closed");
        });

        assertThatThrownBy(foreign::receive).isInstanceOf(IllegalStateRuntimeException.class);
        assertThatThrownBy(() -> foreign.receiveBody(String.class)).isInstanceOf(IllegalStateRuntimeException.class);
    }
}
