package io.amqpjms.jms.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.Outcome;
import io.amqpjms.engine.OutcomeListener;
import io.amqpjms.engine.Sender;
import io.amqpjms.engine.Tracker;
import io.amqpjms.engine.message.MessageBytes;
import io.amqpjms.mapping.AmqpQueue;
import io.amqpjms.mapping.message.JmsTextMessage;
import io.amqpjms.mapping.message.MessageSettings;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/** What watching costs while nobody watches. */
class UnwatchedTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int MESSAGES = 10_000;

    private final Watch watch = Watch.unasked();
    private final AmqpQueue queue = new AmqpQueue("orders");
    private final JmsTextMessage message = new JmsTextMessage(MessageSettings.DEFAULT);
    private final OutcomeListener told = new OutcomeListener() {
        @Override
        public void onOutcome(Tracker tracker, Outcome outcome) {}

        @Override
        public void onFailure(Tracker tracker, EngineException failure) {}
    };

    @Test
    void sendAllocatesNothingMoreAndItsListenerStays() {
        SendWatch sends = watch.sends();
        Sender sender = (Sender) Proxy.newProxyInstance(
                Sender.class.getClassLoader(), new Class<?>[] {Sender.class}, (self, method, arguments) -> null);
        MessageBytes encoded = new MessageBytes(new byte[0]);
        assertThat(bytesFor(() -> {
                    sends.begin(queue);
                    sends.trace(message);
                    assertSame(sends.handOver(sender, encoded, told));
                }))
                .isLessThan(MESSAGES);
    }

    @Test
    void receiveAndSettleAllocateNothingMore() {
        ReceiveWatch receives = watch.receives(queue);
        assertThat(bytesFor(() -> {
                    receives.waits().over(message);
                    receives.processes(message).over(null);
                    receives.received(message);
                    receives.settled(Outcome.ACCEPTED, false);
                }))
                .isLessThan(MESSAGES);
    }

    private void assertSame(OutcomeListener listener) {
        if (listener != told) {
            throw new AssertionError("the listener was wrapped: " + listener);
        }
    }

    private static long bytesFor(Runnable message) {
        message.run();
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int i = 0; i < MESSAGES; i++) {
            message.run();
        }
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }
}
