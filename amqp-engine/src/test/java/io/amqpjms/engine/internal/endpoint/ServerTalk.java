package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.testing.Mutator;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sasl;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.engine.Session;
import org.apache.qpid.proton.engine.Transport;

/** What well-behaved servers say to a client that logs in, opens, and sends and receives a message; cut into frames. */
final class ServerTalk {
    private ServerTalk() {}

    static List<List<byte[]>> all() {
        return List.of(talk(""), talk("{\"status\":\"invalid_token\"}"));
    }

    /** The talk with some frames changed, left out or said twice; half of the changed ones with the size they have. */
    static List<byte[]> mutant(List<byte[]> talk, Mutator mutator, RandomGenerator random) {
        List<byte[]> out = new ArrayList<>();
        int at = random.nextInt(talk.size());
        for (int i = 0; i < talk.size(); i++) {
            byte[] frame = talk.get(i);
            boolean changed = i == at || random.nextInt(16) == 0;
            int repeats = !changed || random.nextInt(4) > 0 ? 1 : random.nextInt(3);
            for (int said = 0; said < repeats; said++) {
                out.add(changed && random.nextInt(8) > 0 ? changed(frame, mutator, random) : frame);
            }
        }
        return out;
    }

    private static byte[] changed(byte[] frame, Mutator mutator, RandomGenerator random) {
        byte[] mutant = mutator.mutantOf(frame);
        if (mutant.length >= 8 && random.nextBoolean()) {
            ByteBuffer.wrap(mutant).putInt(0, mutant.length);
        }
        return mutant;
    }

    private static List<byte[]> talk(String challenge) {
        Transport server = Proton.transport();
        Transport client = Proton.transport();
        Connection there = connection(client, "client");
        Connection here = connection(server, "server");
        client.sasl().client();
        client.sasl().setMechanisms("OAUTHBEARER");
        Sasl login = server.sasl();
        login.server();
        login.setMechanisms("OAUTHBEARER", "PLAIN", "ANONYMOUS");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        carry(client, server, said);
        if (!challenge.isEmpty()) {
            byte[] bytes = challenge.getBytes(StandardCharsets.UTF_8);
            login.send(bytes, 0, bytes.length);
            carry(client, server, said);
        }
        login.done(Sasl.SaslOutcome.PN_SASL_OK);
        there.open();
        carry(client, server, said);
        here.setProperties(Map.of(Symbol.valueOf("product"), "fuzz", Symbol.valueOf("list"), List.of(1, "two", 3L)));
        here.setOfferedCapabilities(new Symbol[] {Symbol.valueOf("ANONYMOUS-RELAY"), Symbol.valueOf("SHARED-SUBS")});
        here.open();
        exchange(here, there, () -> carry(client, server, said));
        here.setCondition(new ErrorCondition(Symbol.valueOf("amqp:connection:forced"), "going away"));
        here.close();
        carry(client, server, said);
        return frames(said.toByteArray());
    }

    private static Connection connection(Transport transport, String id) {
        Connection connection = Proton.connection();
        connection.setContainer(id);
        transport.bind(connection);
        return connection;
    }

    private static void exchange(Connection here, Connection there, Runnable carry) {
        Session asked = there.session();
        asked.open();
        Receiver in = asked.receiver("in");
        open(in);
        in.flow(10);
        Sender out = asked.sender("out");
        open(out);
        carry.run();
        Session session = here.sessionHead(
                java.util.EnumSet.allOf(org.apache.qpid.proton.engine.EndpointState.class),
                java.util.EnumSet.allOf(org.apache.qpid.proton.engine.EndpointState.class));
        session.open();
        Sender sender = session.sender("in");
        open(sender);
        Receiver receiver = session.receiver("out");
        open(receiver);
        receiver.flow(5);
        carry.run();
        send(sender);
        send(out);
        carry.run();
        Delivery came = receiver.current();
        receiver.advance();
        came.disposition(Accepted.getInstance());
        came.settle();
        carry.run();
        sender.setCondition(new ErrorCondition(Symbol.valueOf("amqp:resource-deleted"), "gone"));
        sender.close();
        receiver.close();
        session.close();
        carry.run();
    }

    private static void open(Link link) {
        link.setSource(new Source());
        link.setTarget(new Target());
        link.open();
    }

    private static void send(Sender sender) {
        byte[] message = {0, 0x53, 0x77, (byte) 0xa1, 2, 'h', 'i'};
        sender.delivery(new byte[] {1});
        sender.send(message, 0, message.length);
        sender.advance();
    }

    private static void carry(Transport client, Transport server, ByteArrayOutputStream said) {
        for (int i = 0; i < 4; i++) {
            move(client, server, null);
            move(server, client, said);
        }
    }

    private static void move(Transport from, Transport to, ByteArrayOutputStream copy) {
        int pending = from.pending();
        if (pending > 0) {
            byte[] bytes = new byte[pending];
            from.head().get(bytes);
            if (copy != null) {
                copy.writeBytes(bytes);
            }
            to.tail().put(bytes);
            to.process();
            from.pop(pending);
        }
    }

    private static List<byte[]> frames(byte[] said) {
        List<byte[]> frames = new ArrayList<>();
        ByteBuffer rest = ByteBuffer.wrap(said);
        while (rest.hasRemaining()) {
            int size = rest.getInt(rest.position());
            byte[] frame = new byte[size == 0x414d5150 ? 8 : size];
            rest.get(frame);
            frames.add(frame);
        }
        return frames;
    }
}
