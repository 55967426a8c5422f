package io.amqpjms.engine.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketErrorsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    finishConnect(..) failed with error(-111): Connection refused: localhost/127.0.0.1:1 | Connection refused: localhost/127.0.0.1:1
                    bind(..) failed with error(-99): Cannot assign requested address | Cannot assign requested address
                    recvAddress(..) failed: Connection reset by peer | Connection reset by peer
                    Connection refused: localhost/127.0.0.1:1 | Connection refused: localhost/127.0.0.1:1
                    """)
    void allKindsOfSocketsSayTheSame(String message, String expected) {
        assertThat(SocketErrors.text(new IOException(message))).isEqualTo(expected);
    }

    @Test
    void aFailureWithoutWordsIsNamedByItsKind() {
        assertThat(SocketErrors.text(new IOException())).isEqualTo("IOException");
    }
}
