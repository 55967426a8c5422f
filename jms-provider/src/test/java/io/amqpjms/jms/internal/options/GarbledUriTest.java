package io.amqpjms.jms.internal.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Throws garbled URIs at the parser: each is either understood or refused in its own words. */
class GarbledUriTest {

    private static final int ATTEMPTS = 20_000;
    private static final String ALPHABET = "amqpsfailover:/?&=,()[]@%+.-_ 0123456789\u00e4\u0000";
    private static final List<String> SEEDS = List.of(
            "amqp://broker:5672?jms.clientID=a&amqp.vhost=b",
            "amqps://[2001:db8::1]:5671?transport.verifyHost=true",
            "amqpwss://broker/path?jms.sendTimeout=10s",
            "failover:(amqp://one?amqp.saslMechanisms=PLAIN,EXTERNAL,amqps://two)?jms.username=a&failover.nested.amqp.vhost=b");

    @Test
    void garbledUriIsUnderstoodOrRefused() {
        Random random = new Random(20_260_101);
        int refused = 0;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String uri = garbled(SEEDS.get(attempt % SEEDS.size()), random);
            try {
                BrokerUri parsed = BrokerUri.parse(uri);
                assertThat(BrokerUri.parse(parsed.text())).as(uri).isEqualTo(parsed);
                OptionReader.read(parsed, Map.of());
            } catch (InvalidOptionException refusal) {
                assertThat(refusal.getErrorCode()).as(uri).startsWith("amqpjms:");
                refused++;
            }
        }
        assertThat(refused).isBetween(ATTEMPTS / 10, ATTEMPTS - 1);
    }

    private static String garbled(String seed, Random random) {
        StringBuilder uri = new StringBuilder(seed);
        for (int change = random.nextInt(4) + 1; change > 0; change--) {
            int place = random.nextInt(uri.length());
            char letter = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            switch (random.nextInt(3)) {
                case 0 -> uri.setCharAt(place, letter);
                case 1 -> uri.insert(place, letter);
                default -> uri.deleteCharAt(place);
            }
        }
        return uri.toString();
    }
}
