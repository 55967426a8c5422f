package io.amqpjms.jms.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.Receiver;
import io.amqpjms.engine.ReceiverOptions;
import io.amqpjms.engine.Session;
import io.amqpjms.jms.internal.watch.ReceiveWatch;
import io.amqpjms.mapping.AmqpQueue;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ConsumerLinkTest {
    private final CompletableFuture<Void> detached = new CompletableFuture<>();

    private static <T> T proxy(Class<T> type, Function<String, Object> answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answer.apply(method.getName())));
    }

    @Test
    void aCloseWaitsForWhatIsToBeDoneAtTheEnd() throws Exception {
        Receiver receiver = proxy(Receiver.class, name -> detached);
        Session session = proxy(Session.class, name -> receiver);
        ConsumerLink link = new ConsumerLink(
                session,
                ReceiverOptions.from("in", "q"),
                new CreditWindow(10, 1000),
                AwaitedAnswers.at(new AmqpQueue("q")),
                WaitWatch.none(),
                ReceiveWatch.NONE,
                true,
                () -> {});
        CountDownLatch mayGoOn = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        link.onEnd(() -> {
            begun.countDown();
            awaitQuietly(mayGoOn);
        });
        CompletableFuture<Void> closed = link.close();
        try (Closing loop = new Closing()) {
            loop.executor.execute(() -> detached.complete(null));
            assertThat(begun.await(10, SECONDS)).isTrue();
            assertThat(closed).isNotDone();
            mayGoOn.countDown();
            closed.get(10, SECONDS);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Closing implements AutoCloseable {
        private final ExecutorService executor = Executors.newSingleThreadExecutor();

        @Override
        public void close() {
            executor.shutdown();
        }
    }
}
