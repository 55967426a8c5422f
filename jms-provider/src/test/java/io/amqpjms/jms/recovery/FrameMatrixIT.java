package io.amqpjms.jms.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.engine.testing.FrameProxy;
import io.amqpjms.engine.testing.FrameProxy.Fate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every exchange with the line broken before, within and after every frame of it. Each exchange is first watched while
 * nothing breaks; the frames that pass then, in either direction, are the rows of its matrix.
 */
class FrameMatrixIT {
    private static final long PATIENCE_SECONDS = 40;

    @RegisterExtension
    static final EmbeddedBroker BROKER = new EmbeddedBroker();

    private static final ExecutorService WORKERS = Executors.newFixedThreadPool(8);
    private static final AtomicInteger SCENES = new AtomicInteger();

    @AfterAll
    static void stop() {
        WORKERS.shutdownNow();
    }

    @TestFactory
    Stream<DynamicContainer> exchangeOutlivesALineBrokenAtAnyFrame() {
        return Arrays.stream(Exchange.values())
                .map(exchange -> DynamicContainer.dynamicContainer(exchange.name(), cases(exchange, cuts())));
    }

    private static List<Fate> cuts() {
        return List.of(Fate.CUT_BEFORE, Fate.CUT_WITHIN, Fate.CUT_AFTER);
    }

    private Stream<DynamicTest> cases(Exchange exchange, List<Fate> fates) {
        List<Case> cases = frames(exchange).entrySet().stream()
                .flatMap(frame -> IntStream.rangeClosed(1, frame.getValue())
                        .boxed()
                        .flatMap(occurrence -> fates.stream()
                                .map(fate -> new Case(exchange, new LineFault(frame.getKey(), occurrence, fate)))))
                .toList();
        // All are under way at once, since most of their time is waiting.
        Map<Case, Future<List<String>>> running = new java.util.LinkedHashMap<>();
        cases.forEach(each -> running.put(each, WORKERS.submit(each::broken)));
        return running.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.getKey().fault().toString(),
                        () -> assertThat(each.getValue().get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                                .isEmpty()));
    }

    private static Map<String, Integer> frames(Exchange exchange) {
        Map<String, Integer> counts = new ConcurrentSkipListMap<>();
        try (FrameProxy proxy = FrameProxy.before(BROKER.port()).onFrame(LineFault.counting(counts))) {
            assertThat(play(exchange, proxy)).isEmpty();
        } catch (Exception e) {
            throw new AssertionError(exchange + " fails though nothing breaks", e);
        }
        return counts;
    }

    private static List<String> play(Exchange exchange, FrameProxy proxy) throws Exception {
        Scene scene = new Scene("scene-" + SCENES.incrementAndGet(), proxy.uri(), BROKER.uri());
        exchange.run(scene);
        return exchange.broken(scene);
    }

    /** One cell of the matrix. */
    private record Case(Exchange exchange, LineFault fault) {
        List<String> broken() throws Exception {
            try (FrameProxy proxy = FrameProxy.before(BROKER.port()).onFrame(fault.rule())) {
                return play(exchange, proxy);
            }
        }
    }
}
