package io.amqpjms.engine.internal.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.SaslOptions;
import io.amqpjms.engine.Secret;
import java.util.ArrayList;
import java.util.List;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.engine.Sasl;
import org.apache.qpid.proton.engine.Transport;
import org.junit.jupiter.api.Test;

class SaslNegotiationTest {
    private final List<EngineException> failures = new ArrayList<>();

    /** Lets a client meet a server that offers one mechanism, both in memory, and gives the mechanism that was chosen. */
    private String chosen(SaslOptions options, boolean exposed, String offered) {
        Transport server = Proton.transport();
        Sasl serverSasl = server.sasl();
        serverSasl.server();
        serverSasl.setMechanisms(offered);
        Transport client = Proton.transport();
        Sasl clientSasl = client.sasl();
        clientSasl.client();
        clientSasl.setListener(new SaslNegotiation(options, "amqp://far:5672", exposed, failures::add));
        for (int i = 0; i < 4; i++) {
            carry(client, server);
            carry(server, client);
        }
        String[] mechanisms = serverSasl.getRemoteMechanisms();
        return mechanisms.length == 0 ? "none" : mechanisms[0];
    }

    private static void carry(Transport from, Transport to) {
        int pending = from.pending();
        if (pending > 0) {
            to.tail().put(from.head());
            to.process();
            from.pop(pending);
        }
    }

    @Test
    void aPasswordIsNotShownToTheNetwork() {
        SaslOptions options = SaslOptions.user("alice", Secret.of("s3cret"));
        assertThat(chosen(options, true, "PLAIN")).isEqualTo("none");
        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .hasMessageContaining("amqp://far:5672")
                        .hasMessageContaining("in clear")
                        .hasMessageContaining("amqps://"));
    }

    @Test
    void aPasswordMayBeShownOnThisMachineOrWhenAllowed() {
        SaslOptions options = SaslOptions.user("alice", Secret.of("s3cret"));
        assertThat(chosen(options, false, "PLAIN")).isEqualTo("PLAIN");
        assertThat(chosen(options.withAllowInsecure(true), true, "PLAIN")).isEqualTo("PLAIN");
        assertThat(failures).isEmpty();
    }

    @Test
    void anonymousNeedsNoProtection() {
        assertThat(chosen(SaslOptions.anonymous(), true, "ANONYMOUS")).isEqualTo("ANONYMOUS");
    }

    @Test
    void onlyAllowedMechanismsAreUsed() {
        SaslOptions options = SaslOptions.user("alice", Secret.of("s3cret")).withMechanisms(List.of("ANONYMOUS"));
        assertThat(chosen(options, false, "PLAIN")).isEqualTo("none");
        assertThat(failures).singleElement().isInstanceOf(EngineException.LoginFailed.class);
    }
}
