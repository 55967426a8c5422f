package io.amqpjms.engine.hostile;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.Container;
import io.amqpjms.engine.EngineException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A peer that says something now and then, but never enough. */
class SlowPeerTest {
    private final CountDownLatch over = new CountDownLatch(1);

    private void drips(Socket client) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(new byte[] {'A', 'M', 'Q', 'P', 3, 1, 0, 0, 0, 0, 1, 0, 2, 1, 0, 0});
        try {
            while (!over.await(20, MILLISECONDS)) {
                out.write(0);
            }
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    @Test
    void aPeerThatOpensByteByByteIsGivenUpInTime() throws Exception {
        try (HostilePeer peer = new HostilePeer(this::drips);
                Container container = Container.create()) {
            ConnectionOptions options = ConnectionOptions.builder("127.0.0.1", peer.port())
                    .openTimeout(Duration.ofMillis(500))
                    .build();
            assertThatThrownBy(() -> container.connect(options).opened().get(20, SECONDS))
                    .cause()
                    .isInstanceOf(EngineException.ConnectionFailed.class)
                    .hasMessageContaining("no answer within 500 ms");
            over.countDown();
        }
    }
}
