package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.Receiver;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much credit a broker is granted when. */
class PrefetchTest {
    private static final int LARGE = 1000;

    private final List<Integer> credits = new ArrayList<>();

    private Prefetch started(int messages, long bytes) {
        Prefetch prefetch = new Prefetch(receiver(), new CreditWindow(messages, bytes), 0);
        prefetch.start();
        return prefetch;
    }

    private Receiver receiver() {
        return (Receiver) Proxy.newProxyInstance(
                Receiver.class.getClassLoader(), new Class<?>[] {Receiver.class}, (self, method, arguments) -> {
                    credits.add((Integer) arguments[0]);
                    return null;
                });
    }

    @Test
    void smallMessagesFillTheWindowFromTheFirstOn() {
        Prefetch prefetch = started(1000, 1 << 20);
        prefetch.onArrived(10);
        assertThat(credits).containsExactly(16, 984);
    }

    @Test
    void largeMessagesGetCreditForWhatFits() {
        Prefetch prefetch = started(1000, 3500);
        arrive(prefetch, 16, LARGE);
        assertThat(credits).containsExactly(16);
        take(prefetch, 15, LARGE);
        assertThat(credits).containsExactly(16, 2);
        arrive(prefetch, 2, LARGE);
        take(prefetch, 2, LARGE);
        assertThat(credits).containsExactly(16, 2, 2);
    }

    @Test
    void messageLargerThanTheWindowStillComesOneByOne() {
        Prefetch prefetch = started(4, 10);
        arrive(prefetch, 4, LARGE);
        take(prefetch, 4, LARGE);
        arrive(prefetch, 1, LARGE);
        take(prefetch, 1, LARGE);
        assertThat(credits).containsExactly(4, 1, 1);
    }

    @Test
    void smallMessagesAfterALargeOneFillTheWindowAgain() {
        Prefetch prefetch = started(1000, 100_000);
        prefetch.onArrived(50_000);
        prefetch.onTaken(50_000);
        for (int i = 0; i < 300; i++) {
            prefetch.pull();
            arrive(prefetch, 1, 10);
            take(prefetch, 1, 10);
        }
        int outstanding = credits.stream().mapToInt(Integer::intValue).sum() - 301;
        assertThat(outstanding).isGreaterThan(500);
    }

    @Test
    void returnedMessagesCountAgain() {
        Prefetch prefetch = started(1000, 2000);
        arrive(prefetch, 16, LARGE);
        take(prefetch, 14, LARGE);
        prefetch.onReturned(LARGE);
        take(prefetch, 2, LARGE);
        assertThat(credits).containsExactly(16, 1);
    }

    @Test
    void slowConsumerIsGrantedLessAndAQuickOneMore() {
        long[] now = new long[1];
        Prefetch prefetch =
                new Prefetch(receiver(), new CreditWindow(100, 1 << 20, Duration.ofSeconds(1)), 0, () -> now[0]);
        prefetch.start();
        arrive(prefetch, 4, 10);
        for (int i = 0; i < 3; i++) {
            now[0] += Duration.ofMillis(1).toNanos();
            take(prefetch, 1, 10);
        }
        assertThat(credits).containsExactly(4, 5, 9, 17);
        credits.clear();
        arrive(prefetch, 31, 10);
        for (int i = 0; i < 32; i++) {
            now[0] += Duration.ofSeconds(1).toNanos();
            take(prefetch, 1, 10);
        }
        assertThat(credits).as("one when the last is taken").containsExactly(1);
    }

    private static void arrive(Prefetch prefetch, int messages, int size) {
        for (int i = 0; i < messages; i++) {
            prefetch.onArrived(size);
        }
    }

    private static void take(Prefetch prefetch, int messages, int size) {
        for (int i = 0; i < messages; i++) {
            prefetch.onTaken(size);
        }
    }
}
