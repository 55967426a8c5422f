package io.amqpjms.jms.internal.ack;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.Delivery;
import io.amqpjms.engine.Outcome;
import io.amqpjms.engine.message.AmqpMessage;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnacknowledgedTest {
    private final List<String> accepted = new ArrayList<>();
    private final Unacknowledged unacknowledged = new Unacknowledged();
    private final Origin orders = new Consumer();

    @Test
    void allAreSettledWhileTheirLineStands() {
        receives(orders, true, "ID:1", "first");
        receives(orders, true, null, "second");
        assertThat(unacknowledged.settleAll(Outcome.ACCEPTED)).isZero();
        assertThat(accepted).containsExactly("first", "second");
    }

    @Test
    void whatHasNoCopyHereLeavesTheOthersUnsettled() {
        receives(orders, false, "ID:1", "first");
        receives(orders, false, "ID:2", "second");
        receives(orders, true, "ID:1", "copy");
        assertThat(unacknowledged.settleAll(Outcome.ACCEPTED)).isEqualTo(1);
        assertThat(accepted).isEmpty();
        assertThat(unacknowledged.settleAll(Outcome.ACCEPTED)).isZero();
        assertThat(accepted).containsExactly("copy");
    }

    @Test
    void copyStandsForAllThatLostLinesBrought() {
        receives(orders, false, "ID:1", "first");
        receives(orders, false, "ID:1", "copy");
        receives(orders, true, "ID:1", "copy of the copy");
        receives(orders, true, "ID:2", "another");
        assertThat(unacknowledged.settleAll(Outcome.ACCEPTED)).isZero();
        assertThat(accepted).containsExactly("copy of the copy", "another");
    }

    @Test
    void messageOfAnotherConsumerIsNoCopy() {
        receives(orders, false, "ID:1", "first");
        receives(new Consumer(), true, "ID:1", "of another subscription");
        assertThat(unacknowledged.settleAll(Outcome.ACCEPTED)).isEqualTo(1);
        assertThat(accepted).isEmpty();
    }

    @Test
    void messageWithoutIdentifierHasNoCopy() {
        receives(orders, false, null, "first");
        receives(orders, true, null, "perhaps the same");
        assertThat(unacknowledged.settleAll(Outcome.ACCEPTED)).isEqualTo(1);
    }

    private void receives(Origin origin, boolean current, @Nullable String id, String name) {
        AmqpMessage message = AmqpMessage.of(name);
        message.properties().messageId(id);
        byte[] payload = message.encode();
        Delivery delivery = (Delivery) Proxy.newProxyInstance(
                Delivery.class.getClassLoader(),
                new Class<?>[] {Delivery.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "settle" -> arguments[0] != Outcome.ACCEPTED || accepted.add(name);
                    default ->
                        Map.of("payload", payload, "isCurrent", current, "remotelySettled", false)
                                .get(method.getName());
                });
        unacknowledged.add(new Received(delivery, origin, 0));
    }

    private static final class Consumer implements Origin {
        @Override
        public void putBack(List<Received> messages) {}

        @Override
        public void giveBack(List<Received> failed) {}

        @Override
        public void onSettled(Outcome outcome, boolean transacted) {}

        @Override
        public void onTooLate() {}
    }
}
