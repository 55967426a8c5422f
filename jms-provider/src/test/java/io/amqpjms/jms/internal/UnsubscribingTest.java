package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.testing.ScriptedPeer;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnsubscribingTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @Test
    void whoDeletesASubscriptionThatAnotherThreadDeletesIsToldAtOnce() throws Exception {
        peer.opensConnectionAndSession();
        try (Connection connection = new AmqpConnectionFactory(peer.uri().toString()).createConnection()) {
            Session session = connection.createSession();
            peer.opensSession();
            peer.driver().expectAttach().ofReceiver();
            FutureTask<Boolean> first = Blocked.in(() -> {
                session.unsubscribe("audit");
                return true;
            });
            peer.seesAll();
            assertThatThrownBy(() -> session.unsubscribe("audit"))
                    .isExactlyInstanceOf(JMSException.class)
                    .hasMessageContaining("another link named 'audit|global'");
            peer.seesLinkClose();
            peer.driver()
                    .remoteAttach()
                    .ofSender()
                    .withName("audit|global")
                    .withHandle(0)
                    .withInitialDeliveryCount(0)
                    .withSource()
                    .withAddress("audit")
                    .and()
                    .onChannel(1)
                    .now();
            first.get(10, TimeUnit.SECONDS);
            peer.seesConnectionClose();
        }
    }
}
