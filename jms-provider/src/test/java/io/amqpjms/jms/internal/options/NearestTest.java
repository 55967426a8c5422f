package io.amqpjms.jms.internal.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    @ParameterizedTest
    @CsvSource({
        "jms.sendTimout, jms.sendTimeout",
        "jms.sendtimeout, jms.sendTimeout",
        "jms.user, jms.username",
        "jms.pasword, jms.password",
        "sendTimeout, jms.sendTimeout",
        "sendTimeot, jms.sendTimeout",
        "queuePrefech, jms.prefetchPolicy.queuePrefetch",
        "idleTimeout, amqp.idleTimeout",
        "jms.idleTimeout, amqp.idleTimeout",
        "transport.saslMechanisms, amqp.saslMechanisms",
        "amqp.saslMechanism, amqp.saslMechanisms",
        "jms.queuePrefetch, jms.prefetchPolicy.queuePrefetch",
        "jms.connectTimeout2, jms.connectTimeout",
        "transport.conectTimeout, transport.connectTimeout",
        "tcpNoDelay, transport.tcpNoDelay",
        "amqp.trcaeFrames, amqp.traceFrames",
        "failover.maxReconectAttempts, failover.maxReconnectAttempts",
    })
    void unknownNameIsRefusedWithTheNearest(String name, String nearest) {
        assertThatThrownBy(() -> OptionTable.get(name))
                .isInstanceOfSatisfying(
                        InvalidOptionException.class,
                        refusal -> assertThat(refusal.getErrorCode()).isEqualTo("amqpjms:unknown-option"))
                .hasMessageContaining("'" + name + "'")
                .hasMessageContaining("Did you mean '" + nearest + "'?");
    }

    @Test
    void nameWithoutAnyLikenessIsRefusedWithThePrefixes() {
        assertThatThrownBy(() -> OptionTable.get("wireFormat.tightEncodingEnabled"))
                .hasMessageContaining("jms., amqp., transport., sasl. or failover.")
                .hasMessageNotContaining("Did you mean");
    }

    @ParameterizedTest
    @CsvSource({"'','',0", "a,'',1", "'',abc,3", "abc,abc,0", "abc,acb,1", "abc,axc,1", "abc,ab,1", "kitten,sitting,3"})
    void distanceCountsEdits(String from, String to, int edits) {
        assertThat(Nearest.distance(from, to)).isEqualTo(edits);
    }
}
