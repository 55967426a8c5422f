package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.options;
import static io.amqpjms.engine.EngineFixture.text;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.message.AmqpArray;
import io.amqpjms.engine.message.AmqpChar;
import io.amqpjms.engine.message.AmqpType;
import io.amqpjms.engine.message.Binary;
import io.amqpjms.engine.message.Decimal128;
import io.amqpjms.engine.message.Decimal32;
import io.amqpjms.engine.message.Decimal64;
import io.amqpjms.engine.message.Described;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.engine.message.UnsignedByte;
import io.amqpjms.engine.message.UnsignedInt;
import io.amqpjms.engine.message.UnsignedLong;
import io.amqpjms.engine.message.UnsignedShort;
import io.amqpjms.engine.testing.ScriptedPeer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of the user's own in frames: filters, properties, annotations and the info of errors. */
class FrameValuesTest {
    private static final Symbol KEY = Symbol.of("key");
    private static final Map<Symbol, Object> UNKNOWN = Map.of(KEY, List.of(1, Locale.ROOT));

    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    private static ReceiverOptions filtered(Object value) {
        return ReceiverOptions.from("in", "q").withSource(Source.of("q").withFilters(Map.of(KEY, value)));
    }

    @Test
    void aFilterThatAmqpCannotHoldIsRefusedAndTheConnectionGoesOn() {
        peer.opensConnectionAndSession().attachesSender("q").grantsCredit(1);
        Session session = engine.connect(peer.uri()).openSession();
        Sender sender =
                await(session.openSender(SenderOptions.to("out", "q"), null).opened());
        assertThatThrownBy(() -> session.openReceiver(filtered(List.of(Locale.ROOT)), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("filters")
                .hasMessageContaining("'key'")
                .hasMessageContaining("java.util.Locale");
        peer.acceptsNextSend();
        assertThat(await(sender.send(text("a")).outcome())).isEqualTo(Outcome.ACCEPTED);
        peer.seesAll();
    }

    @Test
    void propertiesOfANodeThatAmqpCannotHoldAreRefused() {
        peer.opensConnectionAndSession();
        Session session = await(engine.connect(peer.uri()).openSession().opened());
        assertThatThrownBy(() -> session.openSender(
                        new SenderOptions(
                                "out", Source.of("out"), Target.dynamicNode(UNKNOWN), false, List.of(), Duration.ZERO),
                        null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dynamicProperties")
                .hasMessageContaining("java.util.Locale");
        assertThatThrownBy(() -> session.openReceiver(
                        ReceiverOptions.from("in", "q").withSource(Source.dynamicNode(UNKNOWN)), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dynamicProperties");
    }

    @Test
    void propertiesOfAConnectionThatAmqpCannotHoldAreRefused() {
        ConnectionOptions.Builder options = options(peer.uri()).properties(UNKNOWN);
        assertThatThrownBy(options::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("properties")
                .hasMessageContaining("java.util.Locale");
    }

    @Test
    void anOutcomeThatAmqpCannotHoldIsRefusedAndTheDeliveryIsStillOpen() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(10).sendsMessage(text("a"));
        Session session = engine.connect(peer.uri()).openSession();
        session.openReceiver(ReceiverOptions.from("in", "q").withCredit(10, false), null);
        Delivery delivery = engine.messages.poll(10, SECONDS);
        assertThatThrownBy(() -> delivery.settle(new Outcome.Modified(true, false, UNKNOWN), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("annotations")
                .hasMessageContaining("java.util.Locale");
        assertThatThrownBy(() -> delivery.settle(new Outcome.Rejected(new ErrorCondition(KEY, null, UNKNOWN)), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("info");
        peer.seesAccepted();
        assertThat(delivery.accept()).isTrue();
        peer.seesAll();
    }

    @Test
    void theInfoOfACloseThatAmqpCannotHoldIsRefused() {
        peer.opensConnection();
        Connection connection = await(engine.connect(peer.uri()).opened());
        assertThatThrownBy(() -> connection.close(new ErrorCondition(KEY, null, UNKNOWN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("info");
    }

    static List<Object> values() {
        return List.of(
                "text",
                1,
                2L,
                (short) 3,
                (byte) 4,
                true,
                1.5f,
                2.5,
                'c',
                new AmqpChar('c'),
                new UUID(1, 2),
                Instant.ofEpochMilli(3),
                Symbol.of("s"),
                Binary.of(new byte[] {1}),
                new byte[] {1},
                UnsignedByte.valueOf(200),
                UnsignedShort.valueOf(60_000),
                UnsignedInt.valueOf(4_000_000_000L),
                UnsignedLong.valueOf(-1L),
                new Decimal32(1),
                new Decimal64(2),
                new Decimal128(3, 4),
                Arrays.asList(1, null, Map.of("k", Symbol.of("v"))),
                new Described(Symbol.of("d"), List.of("x")),
                AmqpArray.of(AmqpType.SYMBOL, List.of(Symbol.of("a"), Symbol.of("b"))));
    }

    @ParameterizedTest
    @MethodSource("values")
    void whatAmqpHasATypeForMayStandInAFilter(Object value) {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(10);
        Session session = engine.connect(peer.uri()).openSession();
        await(session.openReceiver(filtered(value), null).opened());
        peer.seesAll();
    }

    static List<Object> valuesWithoutAPlace() {
        return List.of(
                new AmqpChar(0x1f600),
                new BigDecimal("1.5"),
                AmqpArray.of(AmqpType.INT, List.of(1, 2)),
                AmqpArray.of(AmqpType.SYMBOL, List.of("text")),
                new AmqpArray(AmqpType.SYMBOL, List.of(Symbol.of("d")), List.of(Symbol.of("a"))),
                AmqpArray.of(AmqpType.NULL, Arrays.asList((Object) null)));
    }

    @ParameterizedTest
    @MethodSource("valuesWithoutAPlace")
    void whatCannotBeWrittenIsRefused(Object value) {
        peer.opensConnectionAndSession();
        Session session = await(engine.connect(peer.uri()).openSession().opened());
        assertThatThrownBy(() -> session.openReceiver(filtered(value), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'key'");
    }
}
