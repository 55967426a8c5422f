package io.amqpjms.engine.testing;

import static io.amqpjms.engine.testing.Faults.Direction.TO_CLIENT;
import static io.amqpjms.engine.testing.Faults.Direction.TO_SERVER;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The bad network does each thing that it says, and nothing else. */
class FaultProxyTest {
    private ServerSocket listener;
    private Socket client;
    private Socket server;

    @RegisterExtension
    final FaultProxy proxy = new FaultProxy(() -> listener.getLocalPort());

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void hangUp() throws IOException {
        listener.close();
        for (Socket socket : new Socket[] {client, server}) {
            if (socket != null) {
                socket.close();
            }
        }
    }

    private void connect(Faults faults) throws IOException {
        proxy.faults(faults);
        client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        server = listener.accept();
        client.setSoTimeout(10_000);
        server.setSoTimeout(10_000);
    }

    private static void write(Socket to, String text) throws IOException {
        to.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private static String read(Socket from, int length) throws IOException {
        return new String(from.getInputStream().readNBytes(length), US_ASCII);
    }

    @Test
    void soundLinePassesBytesAndTheEndOfEachStream() throws IOException {
        connect(Faults.NONE);
        write(client, "question");
        client.shutdownOutput();
        assertThat(read(server, 100)).isEqualTo("question");
        write(server, "answer");
        server.close();
        assertThat(read(client, 100)).isEqualTo("answer");
        assertThat(proxy.bytes(TO_SERVER)).isEqualTo(8);
        assertThat(proxy.bytes(TO_CLIENT)).isEqualTo(6);
        await().until(() -> proxy.lineCount() == 0);
    }

    @Test
    void megabytesArriveWhole() throws Exception {
        connect(Faults.NONE.chunk(TO_SERVER, 1000));
        byte[] sent = new byte[5_000_000];
        new java.util.Random(1).nextBytes(sent);
        Thread writer = new Thread(() -> {
            try (Socket closedAfter = client) {
                closedAfter.getOutputStream().write(sent);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        writer.start();
        assertThat(server.getInputStream().readAllBytes()).isEqualTo(sent);
        writer.join();
    }

    @Test
    void cutLineEndsBothWaysAfterTheByte() throws IOException {
        connect(Faults.NONE.cutAfter(TO_SERVER, 5));
        write(client, "question");
        assertThat(read(server, 100)).isEqualTo("quest");
        assertThat(client.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void lineCutAfterNothingNeverPassesAByte() throws IOException {
        connect(Faults.NONE.cutAfter(TO_CLIENT, 0));
        assertThat(client.getInputStream().read()).isEqualTo(-1);
        assertThat(server.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void resetLineFailsTheReader() throws IOException {
        connect(Faults.NONE.resetAfter(TO_SERVER, 3));
        write(client, "question");
        assertThatThrownBy(() -> client.getInputStream().read())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    @Test
    void halfClosedLineStillAnswers() throws IOException {
        connect(Faults.NONE.halfCloseAfter(TO_SERVER, 5));
        write(client, "question");
        assertThat(read(server, 100)).isEqualTo("quest");
        write(server, "answer");
        assertThat(read(client, 6)).isEqualTo("answer");
    }

    @Test
    void swallowedBytesNeverArriveAndTheLineStands() throws IOException {
        connect(Faults.NONE.swallowAfter(TO_SERVER, 5));
        write(client, "question");
        assertThat(read(server, 5)).isEqualTo("quest");
        server.setSoTimeout(100);
        assertThatThrownBy(() -> read(server, 1)).isInstanceOf(SocketTimeoutException.class);
        write(server, "answer");
        assertThat(read(client, 6)).isEqualTo("answer");
    }

    @Test
    void nothingFollowsWhatWasSwallowed() throws IOException {
        connect(Faults.NONE.swallowAfter(TO_SERVER, 5));
        write(client, "question");
        assertThat(read(server, 5)).isEqualTo("quest");
        proxy.faults(Faults.NONE);
        write(client, "more");
        server.setSoTimeout(100);
        assertThatThrownBy(() -> read(server, 1)).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void stalledBytesArriveOnceTheFaultIsMended() throws IOException {
        connect(Faults.NONE.stallAfter(TO_SERVER, 0));
        write(client, "question");
        server.setSoTimeout(100);
        assertThatThrownBy(() -> read(server, 1)).isInstanceOf(SocketTimeoutException.class);
        proxy.faults(Faults.NONE);
        server.setSoTimeout(10_000);
        assertThat(read(server, 8)).isEqualTo("question");
    }

    @Test
    void delayedBytesTakeTheirTime() throws IOException {
        connect(Faults.NONE.delay(TO_SERVER, Duration.ofMillis(200)));
        Instant before = Instant.now();
        write(client, "question");
        assertThat(read(server, 8)).isEqualTo("question");
        assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(199));
    }

    @Test
    void throttledBytesKeepThePace() throws IOException {
        connect(Faults.NONE.throttle(TO_CLIENT, 1000));
        Instant before = Instant.now();
        write(server, "x".repeat(200));
        assertThat(read(client, 200)).hasSize(200);
        assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(190));
    }

    @Test
    void linesThatStandCanBeCutTogether() throws IOException {
        connect(Faults.NONE);
        write(client, "q");
        assertThat(read(server, 1)).isEqualTo("q");
        proxy.cutAll();
        assertThat(client.getInputStream().read()).isEqualTo(-1);
        assertThat(server.getInputStream().read()).isEqualTo(-1);
        server.close();
        await().until(() -> proxy.lineCount() == 0);
    }

    @Test
    void refusedClientsMayComeBackOnTheSamePort() throws IOException {
        proxy.refuse();
        assertThatThrownBy(() -> connect(Faults.NONE)).isInstanceOf(ConnectException.class);
        proxy.admit();
        connect(Faults.NONE);
        assertThat(proxy.connectionCount()).isOne();
    }

    @Test
    void missingServerIsAResetForTheClient() throws IOException {
        listener.close();
        client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @Test
    void anotherPortHasFaultsOfItsOwn() throws IOException {
        try (FaultProxy other = proxy.another(Faults.NONE.cutAfter(TO_SERVER, 0))) {
            try (Socket cut = new Socket(InetAddress.getLoopbackAddress(), other.port())) {
                assertThat(cut.getInputStream().read()).isEqualTo(-1);
            }
            listener.accept().close();
        }
        connect(Faults.NONE);
        write(client, "question");
        assertThat(read(server, 8)).isEqualTo("question");
    }

    @Test
    void closedProxyLeavesNoLineBehind() throws IOException {
        connect(Faults.NONE.delay(TO_SERVER, Duration.ofMinutes(1)));
        write(client, "question");
        proxy.close();
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        assertThat(proxy.lineCount()).isZero();
    }
}
