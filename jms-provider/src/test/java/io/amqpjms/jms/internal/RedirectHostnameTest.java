package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.testing.Certificates;
import io.amqpjms.engine.testing.ScriptedPeer;
import io.amqpjms.jms.AmqpConnectionFactory;
import io.netty.pkitesting.X509Bundle;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer that sends the client to a host under another name: who is asked for there, and who is trusted (AMQP 1.0 §2.8.16). */
class RedirectHostnameTest {
    private static final String THERE = "elsewhere.example";

    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final ScriptedPeer other = new ScriptedPeer();

    private Map<String, Object> there(String scheme) {
        return Map.of("hostname", THERE, "network-host", "localhost", "port", other.port(), "scheme", scheme);
    }

    private void sendsElsewhere(String scheme) {
        peer.driver().expectSASLAnonymousConnect();
        peer.driver()
                .expectOpen()
                .respond()
                .withContainerId("peer")
                .withProperty("amqp:connection-establishment-failed", true);
        peer.driver()
                .remoteClose()
                .withErrorCondition("amqp:connection:redirect", "not here", there(scheme))
                .queue();
        peer.driver().expectClose();
    }

    private void opensForThere() {
        other.driver().expectSASLHeader().respondWithSASLHeader();
        other.driver().remoteSaslMechanisms().withMechanisms("ANONYMOUS").queue();
        other.driver().expectSaslInit().withMechanism("ANONYMOUS").withHostname(THERE);
        other.driver().remoteSaslOutcome().withCode((byte) 0).queue();
        other.driver().expectAMQPHeader().respondWithAMQPHeader();
        other.driver().expectOpen().withHostname(THERE).respond().withContainerId("other");
    }

    private void otherIs(X509Bundle server) throws Exception {
        SSLContext context = Certificates.context(server);
        other.restartListening(options ->
                options.setSecure(true).setSslContextOverride(context).setVerifyHost(false));
    }

    private static String trusting(Path directory) throws Exception {
        return "?transport.trustStoreLocation="
                + Certificates.pem(directory, Certificates.AUTHORITY.getCertificatePEM());
    }

    private void connects(String uri) throws JMSException {
        Connection connection = new AmqpConnectionFactory(uri).createConnection();
        other.seesConnectionClose();
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "%s?amqp.vhost=tenant-a", "failover:(%s)", "failover:(%s?amqp.vhost=tenant-a)"})
    void loginAndOpenNameTheHostThatTheClientWasSentTo(String uri) throws Exception {
        sendsElsewhere("amqp");
        opensForThere();
        connects(uri.formatted(peer.uri()));
    }

    @Test
    void theConnectionThatALinkWasSentToNamesItToo() throws Exception {
        peer.opensConnectionAndSession();
        peer.driver()
                .expectAttach()
                .ofSender()
                .reject(true, "amqp:link:redirect", "not here")
                .withErrorCondition("amqp:link:redirect", "not here", there("amqp"));
        peer.driver().expectDetach();
        opensForThere();
        other.opensSession().attachesSender("orders");
        Connection connection = new AmqpConnectionFactory(peer.uri().toString()).createConnection();
        Session session = connection.createSession();
        MessageProducer producer = session.createProducer(session.createQueue("orders"));
        other.seesAll();
        other.seesLinkClose();
        producer.close();
        other.seesAll();
        other.seesConnectionClose();
        peer.seesConnectionClose();
        connection.close();
    }

    @Test
    void aCertificateForTheMachineThatIsDialledIsTrusted(@TempDir Path directory) throws Exception {
        otherIs(Certificates.SERVER);
        sendsElsewhere("amqps");
        opensForThere();
        connects(peer.uri() + trusting(directory));
    }

    @Test
    void aCertificateForTheNameAloneIsNot(@TempDir Path directory) throws Exception {
        otherIs(Certificates.ELSEWHERE);
        sendsElsewhere("amqps");
        assertThatThrownBy(() -> connects(peer.uri() + trusting(directory)))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("CN=elsewhere")
                .hasMessageContaining("matching localhost");
    }
}
