package io.amqpjms.mapping.message;

import io.amqpjms.mapping.AmqpQueue;
import jakarta.jms.JMSException;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Recorded messages with bytes changed: whatever comes, the only complaint is a JMSException. The number of mutants is
 * the system property {@code fuzz.mutants}.
 */
class MutatedMessagesTest {

    private static final long SEED = 20_261_123;
    private static final int MUTANTS = Integer.getInteger("fuzz.mutants", 20_000);

    private final MessageDecoder decoder = new MessageDecoder(DecodeContext.of(new AmqpQueue("here")));

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void brokenMessageIsNeverAnythingButAJmsException() {
        List<byte[]> originals = RecordedMessages.vectors()
                .map(RecordedMessages.Vector::payload)
                .filter(payload -> payload.length > 0)
                .toList();
        RandomGenerator random = new Random(SEED);
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = mutate(originals.get(random.nextInt(originals.size())), random);
            readOrSayWhatFailed(mutant);
        }
    }

    private void readOrSayWhatFailed(byte[] mutant) {
        try {
            readAll(mutant);
        } catch (RuntimeException | Error e) {
            throw new AssertionError("Reading " + HexFormat.of().formatHex(mutant), e);
        }
    }

    private static byte[] mutate(byte[] original, RandomGenerator random) {
        byte[] mutant = original.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(mutant.length);
            mutant[at] = random.nextBoolean() ? (byte) random.nextInt() : original[random.nextInt(original.length)];
        }
        return mutant;
    }

    private void readAll(byte[] mutant) {
        try {
            JmsMessage message = decoder.decode(mutant, 0, mutant.length);
            message.markReceived();
            readHeaders(message);
            readProperties(message);
            BodyText.of(message);
            message.prepareToSend(new OutgoingHeaders(new AmqpQueue("there"), 2, 4, 0, 0, 0, 0, null));
            MessageEncoder.encode(message);
        } catch (JMSException expected) {
            // A broken message may say that it is broken.
        }
    }

    private static void readHeaders(JmsMessage message) throws JMSException {
        message.getJMSMessageID();
        message.getJMSCorrelationID();
        message.getJMSDestination();
        message.getJMSReplyTo();
        message.getJMSDeliveryTime();
        message.getJMSExpiration();
        message.getJMSType();
        message.amqp();
    }

    private static void readProperties(JmsMessage message) throws JMSException {
        for (Enumeration<String> names = message.getPropertyNames(); names.hasMoreElements(); ) {
            String name = names.nextElement();
            message.getObjectProperty(name);
            message.getStringProperty(name);
        }
    }
}
