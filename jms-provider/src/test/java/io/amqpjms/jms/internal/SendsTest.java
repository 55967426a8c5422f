package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.LoopGuest;
import io.amqpjms.engine.Sender;
import io.amqpjms.engine.Session;
import io.amqpjms.engine.message.MessageBytes;
import io.amqpjms.jms.internal.options.FactorySettings;
import io.amqpjms.jms.internal.watch.Watch;
import io.amqpjms.mapping.AmqpQueue;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a send leaves behind that the engine does not take. */
class SendsTest {
    private final AmqpQueue queue = new AmqpQueue("orders");
    private final MessageBytes encoded = new MessageBytes(new byte[10]);
    private final Sends sends = new Sends(
            SerialThread.passing("completions", Duration.ofSeconds(1)),
            ProviderSettings.of(FactorySettings.DEFAULT.options()),
            new ConnectionEvents("events", Runnable::run),
            new Losses(),
            null,
            Watch.unasked().sends(),
            new Leading(refusing(Session.class), LoopGuest.NONE));

    private static <T> T refusing(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> refuse()));
    }

    private static @Nullable Object refuse() {
        throw new IllegalStateException("not now");
    }

    @Test
    void aSendThatTheEngineDoesNotTakeGivesItsRoomBack() {
        assertThatThrownBy(() -> sends.unawaited(refusing(Sender.class), new Sends.OfLink(), encoded, queue, false))
                .isInstanceOf(IllegalStateException.class);
        assertThat(sends.awaitAll(Deadline.after(Duration.ofMillis(20)))).isTrue();
    }
}
