package io.amqpjms.mapping.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.amqpjms.engine.message.AmqpArray;
import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.message.AmqpType;
import io.amqpjms.engine.message.Body;
import io.amqpjms.mapping.AmqpQueue;
import jakarta.jms.JMSException;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arrays whose elements are described become an object for each descriptor of each element. */
class DescribedArraysTest {

    private static final long ALLOCATED_AT_MOST = 2 << 20;
    private static final long ALLOCATED_FOR_EACH_BYTE = 500;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static byte[] message(AmqpType type, Object element, int count, int descriptors) {
        AmqpArray array =
                new AmqpArray(type, Collections.nCopies(descriptors, (Object) ""), Collections.nCopies(count, element));
        return new AmqpMessage().body(new Body.Value(array)).encode();
    }

    private static Object read(byte[] encoded) throws JMSException {
        return ((JmsObjectMessage)
                        new MessageDecoder(DecodeContext.of(new AmqpQueue("q"))).decode(encoded, 0, encoded.length, 0))
                .getObject();
    }

    @ParameterizedTest
    @CsvSource({"BYTE,1,100000,32", "BYTE,1,100000,9", "BYTE,1,100000,8", "BYTE,1,100000,1", "NULL,,60000,32"})
    void whatTheyTakeStandsInProportionToTheirBytes(AmqpType type, Byte element, int count, int descriptors) {
        byte[] encoded = message(type, element, count, descriptors);
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            read(encoded);
        } catch (JMSException refused) {
            assertThat(refused).hasMessageContaining("descri");
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .isLessThan(ALLOCATED_AT_MOST + ALLOCATED_FOR_EACH_BYTE * encoded.length);
    }

    @Test
    void largeArrayWithADescriptorIsRead() throws JMSException {
        assertThat((Object[]) read(message(AmqpType.BYTE, (byte) 1, 100_000, 1)))
                .hasSize(100_000)
                .allSatisfy(element -> assertThat(element).isEqualTo(Map.entry("", (byte) 1)));
    }

    @Test
    void smallArrayWithManyDescriptorsIsRead() throws JMSException {
        assertThat((Object[]) read(message(AmqpType.BYTE, (byte) 1, 10, 32))).hasSize(10);
        assertThat(List.of((Object[]) read(message(AmqpType.NULL, null, 10, 32))))
                .hasSize(10);
    }
}
