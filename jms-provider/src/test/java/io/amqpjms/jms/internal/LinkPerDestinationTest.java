package io.amqpjms.jms.internal;

import io.amqpjms.engine.testing.ScriptedPeer;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A producer without a destination where there is no anonymous relay, and little room for links. */
class LinkPerDestinationTest {
    private static final int KEPT = 16;

    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    private void takesOne(String address) {
        peer.attachesSender(address).grantsCredit(1).acceptsNextSend();
    }

    @Test
    void theOldestLinkMakesRoomForTheNext() throws Exception {
        peer.opensConnectionOffering();
        peer.driver().expectBegin().respond().withHandleMax(KEPT - 1);
        for (int i = 0; i < KEPT; i++) {
            takesOne("orders-" + i);
        }
        peer.seesLinkClose();
        takesOne("orders-" + KEPT);
        try (Connection connection = new AmqpConnectionFactory(peer.uri().toString()).createConnection()) {
            Session session = connection.createSession();
            MessageProducer anywhere = session.createProducer(null);
            for (int i = 0; i <= KEPT; i++) {
                anywhere.send(session.createQueue("orders-" + i), session.createTextMessage("a"));
            }
            peer.seesAll();
            peer.seesConnectionClose();
        }
    }
}
