package io.amqpjms.engine.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.SaslOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.UnsignedShort;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.transport.Attach;
import org.apache.qpid.proton.amqp.transport.Begin;
import org.apache.qpid.proton.amqp.transport.Disposition;
import org.apache.qpid.proton.amqp.transport.Flow;
import org.apache.qpid.proton.amqp.transport.FrameBody;
import org.apache.qpid.proton.amqp.transport.Open;
import org.apache.qpid.proton.amqp.transport.Role;
import org.apache.qpid.proton.engine.Collector;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.engine.Session;
import org.apache.qpid.proton.framing.TransportFrame;
import org.junit.jupiter.api.Test;

/** A peer answers many sends at once: whoever sent them hears of a few at a time. */
class AnswersTest {
    private static final UnsignedInteger MANY = UnsignedInteger.valueOf(10_000);

    private final ProtonConnection proton = ProtonConnection.create(
            ConnectionOptions.builder("localhost", 5672).sasl(SaslOptions.off()).build(), "client", null);
    private final List<Integer> told = new ArrayList<>();

    private List<Delivery> sent(int count) {
        proton.connection().open();
        Session session = proton.connection().session();
        session.open();
        Sender sender = session.sender("link");
        sender.open();
        write();
        come(new Open());
        come(begin());
        come(attach());
        come(flow());
        List<Delivery> sent = IntStream.range(0, count)
                .mapToObj(number -> send(sender, number))
                .toList();
        write();
        takeEvents();
        proton.transport().tellOfAnswersBy(() -> told.add(takeEvents()));
        return sent;
    }

    private static Delivery send(Sender sender, int number) {
        Delivery delivery = sender.delivery(new byte[] {(byte) (number >> 8), (byte) number});
        sender.send(new byte[] {1}, 0, 1);
        sender.advance();
        return delivery;
    }

    private void write() {
        while (proton.transport().pending() > 0) {
            proton.transport().pop(proton.transport().pending());
        }
    }

    private boolean come(FrameBody frame) {
        return proton.transport().handleFrame(new TransportFrame(0, frame, null));
    }

    private int takeEvents() {
        Collector collector = proton.collector();
        int deliveries = 0;
        for (Event event = collector.peek(); event != null; event = collector.peek()) {
            deliveries += event.getType() == Event.Type.DELIVERY ? 1 : 0;
            collector.pop();
        }
        return deliveries;
    }

    private static Begin begin() {
        Begin begin = new Begin();
        begin.setRemoteChannel(UnsignedShort.valueOf((short) 0));
        begin.setNextOutgoingId(UnsignedInteger.ZERO);
        begin.setIncomingWindow(MANY);
        begin.setOutgoingWindow(MANY);
        return begin;
    }

    private static Attach attach() {
        Attach attach = new Attach();
        attach.setName("link");
        attach.setHandle(UnsignedInteger.ZERO);
        attach.setRole(Role.RECEIVER);
        return attach;
    }

    private static Flow flow() {
        Flow flow = new Flow();
        flow.setNextIncomingId(UnsignedInteger.ZERO);
        flow.setIncomingWindow(MANY);
        flow.setNextOutgoingId(UnsignedInteger.ZERO);
        flow.setOutgoingWindow(MANY);
        flow.setHandle(UnsignedInteger.ZERO);
        flow.setDeliveryCount(UnsignedInteger.ZERO);
        flow.setLinkCredit(MANY);
        return flow;
    }

    private static Disposition accepted(int first, int last) {
        Disposition accepted = new Disposition();
        accepted.setRole(Role.RECEIVER);
        accepted.setFirst(UnsignedInteger.valueOf(first));
        accepted.setLast(first == last ? null : UnsignedInteger.valueOf(last));
        accepted.setSettled(true);
        accepted.setState(Accepted.getInstance());
        return accepted;
    }

    @Test
    void answersOfOneFrameAreToldInParts() {
        List<Delivery> sent = sent(101);
        come(accepted(0, 99));
        assertThat(told).containsExactly(32, 32, 32, 4);
        assertThat(sent.subList(0, 100)).allMatch(Delivery::remotelySettled);
        assertThat(sent.get(100).remotelySettled()).isFalse();
    }

    @Test
    void answersOfManyFramesAreToldBeforeTheLast() {
        sent(70);
        for (int number = 0; number < 70; number++) {
            come(accepted(number, number));
        }
        assertThat(told).containsExactly(32, 32);
        assertThat(takeEvents()).isEqualTo(6);
    }

    @Test
    void rangeOfAllNumbersThereAreIsNotCutIntoParts() {
        List<Delivery> sent = sent(50);
        come(accepted(0, Integer.MAX_VALUE - 1));
        assertThat(told).containsExactly(50);
        assertThat(sent).allMatch(Delivery::remotelySettled);
    }

    @Test
    void longestRangeIsToldOfWithWhatWasAnsweredBefore() {
        sent(40);
        come(accepted(0, 0));
        come(accepted(1, Integer.MAX_VALUE));
        assertThat(told).containsExactly(40);
    }

    @Test
    void rangeThatIsTooLongEndsTheConnection() {
        sent(50);
        assertThat(come(accepted(1, -1))).isTrue();
        assertThat(proton.transport().getCondition().getDescription()).contains("range");
    }
}
