package io.amqpjms.jms.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.jms.MessageOutcome;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of meters names those that there are, with their kinds and tags. */
class MetersPageTest {
    private static final Path PAGE = Path.of("../../docs/OBSERVABILITY.md");
    private static final Pattern ROW =
            Pattern.compile("\\| `((?:messaging|amqpjms)\\.[a-z.]+)` \\| (counter|gauge|timer) \\|[^|]*\\|([^|]*)\\|");

    private record Row(String kind, Set<String> tags) {}

    @Test
    void pageNamesEachMeterWithItsKindAndTags() throws IOException {
        MeterRegistry registry = new SimpleMeterRegistry();
        MicrometerMetrics metrics = new MicrometerMetrics(registry);
        metrics.sent("orders", MessageOutcome.ACCEPTED, Duration.ofMillis(1));
        metrics.received("orders", false);
        metrics.settled("orders", MessageOutcome.ACCEPTED);
        Map<String, Row> there = registry.getMeters().stream()
                .map(Meter::getId)
                .collect(Collectors.toMap(Meter.Id::getName, MetersPageTest::row));
        assertThat(page()).isEqualTo(there);
    }

    private static Row row(Meter.Id meter) {
        Set<String> tags = meter.getTags().stream()
                .map(Tag::getKey)
                .filter(key -> !key.equals("messaging.system"))
                .collect(Collectors.toSet());
        return new Row(meter.getType().name().toLowerCase(Locale.ROOT), tags);
    }

    private static Map<String, Row> page() throws IOException {
        return ROW.matcher(Files.readString(PAGE))
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> new Row(found.group(2), tags(found))));
    }

    private static Set<String> tags(MatchResult found) {
        List<String> cells =
                Arrays.asList(found.group(3).replace("`", "").strip().split(", *"));
        return cells.stream().filter(tag -> !tag.isEmpty()).collect(Collectors.toSet());
    }
}
