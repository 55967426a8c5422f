package io.amqpjms.mapping.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.message.Body;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.mapping.AmqpQueue;
import io.amqpjms.mapping.DeserializationPolicy;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;
import javax.management.BadAttributeValueExpException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Serialized objects that were made to harm whoever reads them: each is refused, soon and before its code runs. */
class GadgetStreamsTest {
    private static final DeserializationPolicy ANYTHING =
            DeserializationPolicy.DEFAULT.withLists(Set.of("*"), Set.of());
    private static final int BLOCK_DATA = 0x77;

    private static volatile boolean initialized;

    /** Stands for what the stream says before its name is changed. */
    static final class Bait00 implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** A class whose mere initialization does something. */
    static final class Trap00 implements Serializable {
        private static final long serialVersionUID = 1L;

        static {
            initialized = true;
        }
    }

    /** What a proxy calls. */
    record Call(String command) implements InvocationHandler, Serializable {
        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) {
            throw new IllegalStateException(command);
        }
    }

    private static byte[] stream(Object object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] stream, DeserializationPolicy policy) throws JMSException {
        AmqpMessage amqp = new AmqpMessage().body(Body.Data.of(stream));
        amqp.properties().contentType(Symbol.of("application/x-java-serialized-object"));
        byte[] encoded = amqp.encode();
        DecodeContext plain = DecodeContext.of(new AmqpQueue("q"));
        DecodeContext context = new DecodeContext(
                plain.destination(),
                plain.prefixes(),
                new MessageSettings(true, policy, LoneSurrogates.REFUSE),
                plain.limits());
        return ((JmsObjectMessage) new MessageDecoder(context).decode(encoded, 0, encoded.length, 0)).getObject();
    }

    private static void isRefused(byte[] stream, DeserializationPolicy policy, String why) {
        assertThatThrownBy(() -> read(stream, policy))
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining(why);
    }

    /** Sets in sets, each twice in the next: reading the outermost takes two to the power of the depth hash codes. */
    private static Set<Object> nestedSets(int depth) {
        return nestedSets(depth, new ArrayList<>());
    }

    private static Set<Object> nestedSets(int depth, List<Object> all) {
        Set<Object> root = new HashSet<>();
        Set<Object> one = root;
        Set<Object> other = new HashSet<>();
        for (int i = 0; i < depth; i++) {
            all.add(one);
            all.add(other);
            Set<Object> nextOne = new HashSet<>(Set.of("not equal"));
            Set<Object> nextOther = new HashSet<>();
            one.add(nextOne);
            one.add(nextOther);
            other.add(nextOne);
            other.add(nextOther);
            one = nextOne;
            other = nextOther;
        }
        return root;
    }

    @Test
    void deepHashSetsAreRefusedBeforeTheyAreHashed() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(30), () -> isRefused(stream(nestedSets(100)), ANYTHING, "maxDepth"));
    }

    @Test
    void theDeepestHashSetsAllowedDoNotHoldTheReader() {
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            int readable = 0;
            for (int depth = 1; depth < 25; depth++) {
                try {
                    read(stream(nestedSets(depth)), DeserializationPolicy.DEFAULT);
                    readable = depth;
                } catch (MessageFormatException tooDeep) {
                    assertThat(tooDeep).hasMessageContaining("was refused");
                }
            }
            assertThat(readable).isBetween(10, 20);
        });
    }

    @Test
    void setsThatStandInTheStreamBeforeThoseThatHoldThemAreRefusedToo() {
        List<Object> all = new ArrayList<>();
        nestedSets(100, all);
        Collections.reverse(all);
        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> isRefused(stream(all), DeserializationPolicy.DEFAULT, "hold one another so often"));
    }

    @Test
    void entriesThatHoldOneAnotherTwiceAreRefused() {
        List<Object> all = new ArrayList<>();
        Map.Entry<Object, Object> entry = new AbstractMap.SimpleEntry<>("key", "value");
        for (int i = 0; i < 100; i++) {
            all.add(entry);
            entry = new AbstractMap.SimpleEntry<>(entry, entry);
        }
        isRefused(stream(all), DeserializationPolicy.DEFAULT, "hold one another so often");
    }

    @Test
    void aListThatStandsInAnotherAThousandTimesIsRead() throws Exception {
        List<Integer> shared = new ArrayList<>(Collections.nCopies(1000, 1));
        assertThat(read(stream(new ArrayList<>(Collections.nCopies(1000, shared))), DeserializationPolicy.DEFAULT))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(1000);
    }

    /** A collection of the application, which must not be looked through while it is read. */
    static final class LoadedLater extends AbstractList<Object> implements Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public Object get(int index) {
            throw new IllegalStateException("nothing is loaded");
        }

        @Override
        public int size() {
            return 1;
        }
    }

    @Test
    void collectionsOfTheApplicationAreNotLookedThrough() throws Exception {
        assertThat(read(stream(new LoadedLater()), ANYTHING)).isInstanceOfSatisfying(LoadedLater.class, later -> {});
    }

    @Test
    void collectionsOfTheApplicationAreNotLookedThroughByWayOfWrappersOfTheJdk() throws Exception {
        assertThat(read(stream(Collections.unmodifiableList(new LoadedLater())), ANYTHING))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(1);
    }

    @Test
    void aListThatIsWrappedAgainAndAgainIsNotLookedThroughEachTime() {
        List<Object> big = new ArrayList<>(Collections.nCopies(20_000, null));
        Object[] wrappers = new Object[8000];
        Arrays.setAll(wrappers, i -> i == 0 ? big : Collections.unmodifiableList(big));
        byte[] stream = stream(wrappers);
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> isRefused(stream, DeserializationPolicy.DEFAULT, "hold one another so often"));
    }

    @Test
    void aLongNumberThatStandsInAListAgainAndAgainIsRefused() throws Exception {
        for (Object number :
                List.of(BigInteger.ONE.shiftLeft(1_000_000), new BigDecimal(BigInteger.ONE.shiftLeft(1_000_000), 5))) {
            assertThat(read(stream(new ArrayList<>(List.of(number, number))), DeserializationPolicy.DEFAULT))
                    .isEqualTo(List.of(number, number));
            byte[] often = stream(new ArrayList<>(Collections.nCopies(100_000, number)));
            isRefused(often, DeserializationPolicy.DEFAULT, "hold one another so often");
        }
    }

    @Test
    void aListThatIsWrappedAFewTimesIsRead() throws Exception {
        List<Object> list = new ArrayList<>(Collections.nCopies(20_000, 1));
        Object[] wrappers = {list, Collections.unmodifiableList(list), Collections.synchronizedList(list)};
        assertThat((Object[]) read(stream(wrappers), DeserializationPolicy.DEFAULT))
                .allSatisfy(wrapper -> assertThat(wrapper).isEqualTo(list));
    }

    @Test
    void arraysThatTogetherClaimMoreThanTheyCanHaveAreRefused() {
        byte[] arrays = stream(new Object[] {new Object[] {null}, "x".repeat(100_000)});
        int length = stream(new Object[0]).length - Integer.BYTES;
        int lengthOfInner = length + Integer.BYTES + 6;
        int claimed = arrays.length * 6;
        ByteBuffer.wrap(arrays).putInt(length, claimed).putInt(lengthOfInner, claimed);
        isRefused(arrays, DeserializationPolicy.DEFAULT, "with those before it");
    }

    @Test
    void anArrayThatClaimsMoreThanItHasIsRefused() {
        byte[] array = stream(new int[1]);
        ByteBuffer.wrap(array).putInt(array.length - 8, Integer.MAX_VALUE);
        isRefused(array, ANYTHING, "maxArrayLength");
    }

    @Test
    void collectionsThatClaimMoreThanTheyHaveAreRefused() {
        byte[] map = stream(new HashMap<>());
        ByteBuffer.wrap(map).putInt(lastIndexOf(map, BLOCK_DATA) + 6, 1 << 30);
        isRefused(map, DeserializationPolicy.DEFAULT, "maxArrayLength");
        byte[] list = stream(new ArrayList<>());
        byte[] sizeAndBlock = {0, 0, 0, 0, BLOCK_DATA, 4};
        int size = indexOf(list, sizeAndBlock);
        ByteBuffer.wrap(list).putInt(size, 1 << 30);
        isRefused(list, DeserializationPolicy.DEFAULT, "maxArrayLength");
    }

    private static int lastIndexOf(byte[] bytes, int wanted) {
        int at = bytes.length - 1;
        while (bytes[at] != (byte) wanted) {
            at--;
        }
        return at;
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        int at = 0;
        while (!Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
            at++;
        }
        return at;
    }

    static Stream<Arguments> forbidden() throws Exception {
        Comparator<String> lambda = (Comparator<String> & Serializable) String::compareTo;
        return Stream.of(
                Arguments.of(
                        new HashMap<>(
                                Map.of("url", URI.create("http://127.0.0.1").toURL())),
                        "java.net.URL"),
                Arguments.of(new BadAttributeValueExpException("value"), "javax.management"),
                Arguments.of(new PriorityQueue<>(List.of("a", "b")), "java.util.PriorityQueue"),
                Arguments.of(lambda, "java.lang.invoke.SerializedLambda"),
                Arguments.of(new File("here"), "java.io.File"),
                Arguments.of(new ArrayList<>(List.of(Runtime.class)), "java.lang.Runtime"),
                Arguments.of(new IllegalStateException("thrown"), "IllegalStateException"),
                Arguments.of(new Object[] {new Call("rm")}, "Call"));
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void classesThatRunCodeAreRefusedByName(Object gadget, String type) {
        isRefused(stream(gadget), DeserializationPolicy.DEFAULT, type);
    }

    @Test
    void proxiesAreRefusedEvenWhereEveryClassIsAllowed() {
        Object proxy = Proxy.newProxyInstance(
                GadgetStreamsTest.class.getClassLoader(), new Class<?>[] {Comparable.class}, new Call("rm"));
        isRefused(stream(proxy), ANYTHING, "dynamic proxies");
    }

    @Test
    void aRefusedClassIsNotInitialized() {
        String bait = new String(stream(new Bait00()), ISO_8859_1);
        byte[] trap = bait.replace("Bait00", "Trap00").getBytes(ISO_8859_1);
        isRefused(trap, DeserializationPolicy.DEFAULT, "Trap00");
        assertThat(initialized).isFalse();
    }
}
