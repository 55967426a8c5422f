package io.amqpjms.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.EmbeddedBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a measurement sends, takes, leaves alone and tells. */
class BenchIT {
    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker();

    private static String url() {
        return broker.uri().toString();
    }

    @Test
    void ratesAndLatenciesArePrinted() {
        Run run = Run.of("bench", url(), "measured", "--count=501", "--size=100", "--producers=2", "--consumers=2")
                .ending(0);
        assertThat(run.out())
                .contains("501 messages of 100 bytes, non-persistent; 2 producers, 2 consumers")
                .containsPattern("sent +[\\d,]+ a second")
                .containsPattern("received +[\\d,]+ a second")
                .containsPattern("latency +p50 [\\d.]+ ms, p99 [\\d.]+ ms, max [\\d.]+ ms");
        assertThat(run.err()).isEqualToIgnoringNewLines("501 of 501 messages received");
        await().until(() -> broker.messageCount("measured") == 0);
    }

    @Test
    void resultsAreJsonForPrograms() {
        assertThat(Run.of("bench", url(), "json", "--count=20", "--persistent", "--json")
                        .ending(0)
                        .out())
                .startsWith("{\"count\":20,\"size\":1024,\"producers\":1,\"consumers\":1,\"persistent\":true,")
                .containsPattern("\"receivedPerSecond\":[1-9]")
                .containsPattern("\"p99Micros\":[1-9]")
                .hasLineCount(1);
    }

    @Test
    void rateIsKept() {
        Run run = Run.of("bench", url(), "slow", "--count=21", "--rate=100", "--producers=2", "--json")
                .ending(0);
        long rate = Long.parseLong(run.out().replaceAll(".*\"sentPerSecond\":(\\d+).*\\R", "$1"));
        assertThat(rate).isBetween(1L, 110L);
    }

    @Test
    void queueInUseIsLeftAlone() {
        Run.of("send", url(), "used", "mine").printed();
        assertThat(Run.of("bench", url(), "used").ending(1).err()).contains("queue 'used' has messages in it", "-> ");
        assertThat(Run.of("browse", url(), "used").printed()).isEqualToIgnoringNewLines("mine");
    }

    @Test
    void tooSmallASizeIsAMistake() {
        assertThat(Run.of("bench", url(), "small", "--size=15").ending(2).err()).contains("--size must be at least 16");
    }
}
