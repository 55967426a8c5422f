package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.SocketKind;
import io.amqpjms.jms.internal.options.Options;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three options about one thing: which of them wins. */
class SocketsAskedForTest {
    @ParameterizedTest
    @CsvSource({
        "amqp://broker, AUTO",
        "amqp://broker?transport.useEpoll=false, NIO",
        "amqp://broker?transport.useEpoll=false&transport.useKQueue=true, AUTO",
        "amqp://broker?transport.useEpoll=false&transport.nativeTransport=io_uring, IO_URING",
        "amqp://broker?transport.nativeTransport=nio, NIO"
    })
    void socketsAreNativeUnlessBothFlagsOrTheNameSayOtherwise(String uri, SocketKind expected) {
        assertThat(Reach.sockets(Options.of(uri))).isSameAs(expected);
    }
}
