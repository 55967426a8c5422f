package io.amqpjms.jms;

import io.amqpjms.engine.testing.ScriptedPeer;
import jakarta.jms.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OptionsOnTheWireTest {

    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @Test
    void openSaysWhatTheOptionsSay() throws Exception {
        peer.driver().expectSASLAnonymousConnect();
        peer.driver()
                .expectOpen()
                .withContainerId("billing")
                .withHostname("tenant-a")
                .withMaxFrameSize(8192)
                .withChannelMax((short) 7)
                .withIdleTimeOut(10_000)
                .respond();
        peer.seesConnectionClose();
        AmqpConnectionFactory factory = new AmqpConnectionFactory(
                peer.uri() + "?jms.clientID=billing&amqp.vhost=tenant-a&amqp.maxFrameSize=8192&amqp.channelMax=7");
        factory.setOption("amqp.idleTimeout", "20s");
        try (Connection connection = factory.createConnection()) {
            connection.start();
        }
        peer.seesAll();
    }
}
