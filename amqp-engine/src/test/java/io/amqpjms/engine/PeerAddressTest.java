package io.amqpjms.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.util.Throwables;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "amqp://example.com, amqp://example.com:5672",
        "amqps://example.com, amqps://example.com:5671",
        "AMQP://example.net:56720, amqp://example.net:56720",
        "amqp://127.0.0.1, amqp://127.0.0.1:5672",
        "amqp://[::1]:2000, amqp://[::1]:2000",
        "amqp://localhost/, amqp://localhost:5672",
        "amqp://my_broker, amqp://my_broker:5672",
        "amqps://my_broker.example:2000, amqps://my_broker.example:2000",
        "amqp://brök_er:2000/, amqp://brök_er:2000"
    })
    void urlsHaveTheirDefaultPorts(String url, String peer) {
        assertThat(ConnectionOptions.builder(url).build().peer()).isEqualTo(peer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"amqp://alice:s3cret@example.com", "amqp://alice:s3cret@my_broker:5672"})
    void aUserInTheUrlIsRefusedWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> PeerAddress.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("as options")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amqp://?jms.password=s3cret",
                "amqp:///?jms.password=s3cret",
                "amqp:?jms.password=s3cret",
                "amqp://a%b?jms.password=s3cret",
                "amqp://example.com?jms.password=s3cret ",
                "amqp://exa|mple?jms.password=s3cret",
                "amqps://example.com:5671?jms.password=s3cret",
                "amqp://my_broker:seven?jms.password=s3cret"
            })
    void whatIsRefusedIsNotRepeated(String url) {
        assertThatThrownBy(() -> PeerAddress.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(
                        refusal -> assertThat(Throwables.getStackTrace(refusal)).doesNotContain("s3cret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amqp://example.com?transport.trustStoreLocation=ca.pem",
                "amqps://my_broker:5671?amqp.vhost=a",
                "amqp://example.com/orders",
                "amqp://example.com#orders"
            })
    void whatWouldNotBeUsedIsRefused(String url) {
        assertThatThrownBy(() -> PeerAddress.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no path and no options");
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
