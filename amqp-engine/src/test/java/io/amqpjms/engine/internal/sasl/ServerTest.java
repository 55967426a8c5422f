package io.amqpjms.engine.internal.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.ProxyOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerTest {
    @ParameterizedTest
    @CsvSource({
        "localhost, false",
        "LocalHost, false",
        "127.0.0.1, false",
        "127.9.8.7, false",
        "::1, false",
        "0:0:0:0:0:0:0:1, false",
        "127.attacker.example, true",
        "127.0.0.1.attacker.example, true",
        "localhost.attacker.example, true",
        "128.0.0.1, true",
        "::2, true",
        "broker.example, true"
    })
    void aLineInClearIsExposedUnlessItStaysOnThisMachine(String host, boolean exposed) {
        ConnectionOptions options = ConnectionOptions.builder(host, 5672).build();
        assertThat(Server.of(options, () -> false).exposed()).isEqualTo(exposed);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, false", "127.attacker.example, true"})
    void aProxyElsewhereExposesTheLine(String proxy, boolean exposed) {
        ConnectionOptions options = ConnectionOptions.builder("localhost", 5672)
                .proxy(new ProxyOptions(ProxyOptions.Kind.HTTP, proxy, 8080, null, null))
                .build();
        assertThat(Server.of(options, () -> false).exposed()).isEqualTo(exposed);
    }
}
