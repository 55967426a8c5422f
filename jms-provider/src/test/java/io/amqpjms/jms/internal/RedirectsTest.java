package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.jms.internal.options.Broker;
import io.amqpjms.jms.internal.options.Scheme;
import org.junit.jupiter.api.Test;

class RedirectsTest {
    @Test
    void thePresentBrokerIsKnownByNameAndByAddress() {
        assertThat(Redirects.present("amqps://broker.example:5671"))
                .isEqualTo(new Broker(Scheme.AMQPS, "broker.example", 5671, ""));
        assertThat(Redirects.present("amqp://[::1]:5672")).isEqualTo(new Broker(Scheme.AMQP, "::1", 5672, ""));
        assertThat(Redirects.present("amqpws://[fe80::1]:80/amqp"))
                .isEqualTo(new Broker(Scheme.AMQPWS, "fe80::1", 80, "/amqp"));
    }
}
