package io.amqpjms.mapping.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.amqpjms.engine.testing.Mutator;
import io.amqpjms.mapping.AmqpQueue;
import jakarta.jms.JMSException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Recorded messages with bytes changed: whatever comes, the only complaint is a JMSException, and what is allocated
 * stands in proportion to the bytes that came. The number of mutants is the system property {@code fuzz.mutants};
 * {@code mvn verify -Pfuzz} takes ten million.
 */
class MutatedMessagesTest {

    private static final long SEED = Long.getLong("fuzz.seed", 20_261_123);
    private static final int MUTANTS = Integer.getInteger("fuzz.mutants", 20_000);

    /** Lists of elements that take no bytes may be as long as the limits allow, in each of the sections. */
    private static final long ALLOCATED_AT_MOST = 2 << 20;

    private static final long ALLOCATED_FOR_EACH_BYTE = 500;
    private static final long NANOS_AT_MOST = Duration.ofSeconds(10).toNanos();

    private final MessageDecoder decoder = new MessageDecoder(DecodeContext.of(new AmqpQueue("here")));
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long mostAllocated;
    private long slowest;

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void brokenMessageIsNeverAnythingButAJmsException() {
        List<byte[]> originals = RecordedMessages.vectors()
                .map(RecordedMessages.Vector::payload)
                .filter(payload -> payload.length > 0)
                .toList();
        Mutator mutator = new Mutator(originals, new Random(SEED));
        long start = System.nanoTime();
        for (int i = 0; i < MUTANTS; i++) {
            observe(mutator.next());
        }
        System.out.printf(
                "%,d mutants of %d messages in %d s (seed %d); at most %,d bytes allocated and %,d us taken for one%n",
                MUTANTS,
                originals.size(),
                Duration.ofNanos(System.nanoTime() - start).toSeconds(),
                SEED,
                mostAllocated,
                slowest / 1_000);
    }

    private void observe(byte[] mutant) {
        long allocatedBefore = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        try {
            readAll(mutant);
        } catch (RuntimeException | Error e) {
            throw new AssertionError("Reading " + HexFormat.of().formatHex(mutant), e);
        }
        long taken = System.nanoTime() - start;
        long allocated = threads.getCurrentThreadAllocatedBytes() - allocatedBefore;
        slowest = Math.max(slowest, taken);
        mostAllocated = Math.max(mostAllocated, allocated);
        if (allocated > ALLOCATED_AT_MOST + ALLOCATED_FOR_EACH_BYTE * mutant.length || taken > NANOS_AT_MOST) {
            assertThat(HexFormat.of().formatHex(mutant))
                    .as("a message that took %d bytes and %d ns", allocated, taken)
                    .isNull();
        }
    }

    private void readAll(byte[] mutant) {
        try {
            JmsMessage message = decoder.decode(mutant, 0, mutant.length, 0);
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
