package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.options;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.testing.ScriptedPeer;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.uring.IoUring;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose sockets a connection uses; what a machine does not have is refused with what to do about it. */
class SocketKindTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    @ParameterizedTest
    @EnumSource
    void eachKindConnectsOrIsRefusedWithWhatItNeeds(SocketKind kind) throws Exception {
        if (isHere(kind)) {
            connectsOver(kind);
        } else {
            assertThatThrownBy(() -> engine.connect(over(kind)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("io.netty:netty-transport-native-")
                    .hasMessageContaining("take AUTO");
        }
    }

    private void connectsOver(SocketKind kind) throws Exception {
        peer.opensConnection();
        Connection connection = engine.connect(over(kind));
        await(connection.opened());
        peer.seesAll();
        peer.driver().expectClose().respond();
        await(connection.close());
        peer.seesAll();
    }

    private ConnectionOptions.Builder over(SocketKind kind) {
        return options(peer.uri()).tcp(TcpOptions.DEFAULT.withKind(kind));
    }

    private static boolean isHere(SocketKind kind) {
        return switch (kind) {
            case EPOLL -> Epoll.isAvailable();
            case IO_URING -> IoUring.isAvailable();
            case KQUEUE -> KQueue.isAvailable();
            case AUTO, NIO -> true;
        };
    }
}
