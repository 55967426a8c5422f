package io.amqpjms.engine.message;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A peer that sends ever new symbols fills no memory: neither that of the codec nor that of the protocol engine. */
class SymbolFloodTest {
    private static Symbol read(String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        return Symbol.read(bytes, 0, bytes.length);
    }

    @Test
    void theCodecForgetsSymbolsForNewOnes() {
        Symbol early = read("early");
        assertThat(read("early")).isSameAs(early);
        for (int i = 0; i < 20_000; i++) {
            read("flood-" + i);
        }
        assertThat(read("early")).isEqualTo(early).isNotSameAs(early);
    }

    @Test
    void theProtocolEngineKeepsSoManyAndNoMore() {
        for (int i = 0; i < 20_000; i++) {
            org.apache.qpid.proton.amqp.Symbol.valueOf("flood-" + i);
        }
        String late = "flood-late";
        Object once = org.apache.qpid.proton.amqp.Symbol.valueOf(late);
        Object again = org.apache.qpid.proton.amqp.Symbol.valueOf(late);
        assertThat(again).isEqualTo(once).isNotSameAs(once);
    }
}
