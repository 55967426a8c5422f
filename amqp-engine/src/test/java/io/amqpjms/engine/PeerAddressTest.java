package io.amqpjms.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "amqp://example.com, amqp://example.com:5672",
        "amqps://example.com, amqps://example.com:5671",
        "AMQP://example.net:56720, amqp://example.net:56720",
        "amqp://127.0.0.1, amqp://127.0.0.1:5672",
        "amqp://[::1]:2000, amqp://[::1]:2000"
    })
    void urlsHaveTheirDefaultPorts(String url, String peer) {
        assertThat(ConnectionOptions.builder(url).build().peer()).isEqualTo(peer);
    }

    @Test
    void aUserInTheUrlIsRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> PeerAddress.parse("amqp://alice:s3cret@example.com"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("as options")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.com, scheme must be amqp, amqps",
        "amqp:///path, no host",
        "'amqp://a b', malformed",
        "example.com, scheme must be amqp, amqps"
    })
    void whatIsNoAmqpUrlIsRefused(String url, String why) {
        assertThatThrownBy(() -> PeerAddress.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
