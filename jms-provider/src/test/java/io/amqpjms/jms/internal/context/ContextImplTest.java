package io.amqpjms.jms.internal.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.amqpjms.jms.internal.ClassicApi;
import jakarta.jms.Connection;
import jakarta.jms.ExceptionListener;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.Queue;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.ResourceAllocationRuntimeException;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContextImplTest {
    private static final ClassicApi NOWHERE = new ClassicApi();
    private static final Queue QUEUE = NOWHERE.fake(Queue.class);
    private static final Topic TOPIC = NOWHERE.fake(Topic.class);
    private static final ExceptionListener LISTENER = NOWHERE.fake(ExceptionListener.class);

    private final ClassicApi api = new ClassicApi();
    private final Connection connection = api.fake(Connection.class);
    private final JMSContext context = ContextImpl.over(() -> connection, JMSContext.CLIENT_ACKNOWLEDGE);

    static Stream<Arguments> sessionCalls() {
        return Stream.of(
                onSession(JMSContext::createBytesMessage, "createBytesMessage()"),
                onSession(JMSContext::createMapMessage, "createMapMessage()"),
                onSession(JMSContext::createMessage, "createMessage()"),
                onSession(JMSContext::createObjectMessage, "createObjectMessage()"),
                onSession(c -> c.createObjectMessage(7), "createObjectMessage(7)"),
                onSession(JMSContext::createStreamMessage, "createStreamMessage()"),
                onSession(JMSContext::createTextMessage, "createTextMessage()"),
                onSession(c -> c.createTextMessage("hi"), "createTextMessage(hi)"),
                onSession(JMSContext::commit, "commit()"),
                onSession(JMSContext::rollback, "rollback()"),
                onSession(JMSContext::recover, "recover()"),
                onSession(JMSContext::acknowledge, "acknowledge()"),
                onSession(c -> c.createQueue("q"), "createQueue(q)"),
                onSession(c -> c.createTopic("t"), "createTopic(t)"),
                onSession(JMSContext::createTemporaryQueue, "createTemporaryQueue()"),
                onSession(JMSContext::createTemporaryTopic, "createTemporaryTopic()"),
                onSession(c -> c.unsubscribe("sub"), "unsubscribe(sub)"));
    }

    static Stream<Arguments> receivingCalls() {
        return Stream.of(
                onSession(c -> c.createConsumer(QUEUE), "createConsumer(Queue)"),
                onSession(c -> c.createConsumer(QUEUE, "a"), "createConsumer(Queue, a)"),
                onSession(c -> c.createConsumer(TOPIC, "a", true), "createConsumer(Topic, a, true)"),
                onSession(c -> c.createDurableConsumer(TOPIC, "n"), "createDurableConsumer(Topic, n)"),
                onSession(
                        c -> c.createDurableConsumer(TOPIC, "n", "a", true),
                        "createDurableConsumer(Topic, n, a, true)"),
                onSession(c -> c.createSharedDurableConsumer(TOPIC, "n"), "createSharedDurableConsumer(Topic, n)"),
                onSession(
                        c -> c.createSharedDurableConsumer(TOPIC, "n", "a"),
                        "createSharedDurableConsumer(Topic, n, a)"),
                onSession(c -> c.createSharedConsumer(TOPIC, "n"), "createSharedConsumer(Topic, n)"),
                onSession(c -> c.createSharedConsumer(TOPIC, "n", "a"), "createSharedConsumer(Topic, n, a)"),
                onSession(c -> c.createBrowser(QUEUE), "createBrowser(Queue)"),
                onSession(c -> c.createBrowser(QUEUE, "a"), "createBrowser(Queue, a)"));
    }

    static Stream<Arguments> connectionCalls() {
        return Stream.of(
                onSession(JMSContext::getClientID, "getClientID()"),
                onSession(c -> c.setClientID("me"), "setClientID(me)"),
                onSession(JMSContext::getMetaData, "getMetaData()"),
                onSession(JMSContext::getExceptionListener, "getExceptionListener()"),
                onSession(c -> c.setExceptionListener(LISTENER), "setExceptionListener(ExceptionListener)"),
                onSession(JMSContext::start, "start()"),
                onSession(JMSContext::stop, "stop()"));
    }

    static Stream<Consumer<JMSContext>> callsWithoutDestination() {
        return Stream.of(
                c -> c.createConsumer(null),
                c -> c.createConsumer(null, "a"),
                c -> c.createConsumer(null, "a", true),
                c -> c.createDurableConsumer(null, "n"),
                c -> c.createDurableConsumer(null, "n", "a", true),
                c -> c.createSharedDurableConsumer(null, "n"),
                c -> c.createSharedDurableConsumer(null, "n", "a"),
                c -> c.createSharedConsumer(null, "n"),
                c -> c.createSharedConsumer(null, "n", "a"),
                c -> c.createBrowser(null),
                c -> c.createBrowser(null, "a"));
    }

    private static Arguments onSession(Consumer<JMSContext> act, String call) {
        return arguments(act, call);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("sessionCalls")
    void sessionDoesTheWorkOfTheContext(Consumer<JMSContext> act, String call) {
        act.accept(context);

        assertThat(api.calls()).containsExactly("Connection.createSession(2)", "Session." + call);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("receivingCalls")
    void whatReceivesStartsTheConnection(Consumer<JMSContext> act, String call) {
        act.accept(context);

        assertThat(api.calls()).containsExactly("Connection.createSession(2)", "Session." + call, "Connection.start()");
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("receivingCalls")
    void withoutAutoStartTheConnectionStaysAsItIs(Consumer<JMSContext> act, String call) {
        context.setAutoStart(false);

        act.accept(context);

        assertThat(context.getAutoStart()).isFalse();
        assertThat(api.calls()).containsExactly("Connection.createSession(2)", "Session." + call);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("connectionCalls")
    void connectionIsAskedWithoutMakingASession(Consumer<JMSContext> act, String call) {
        act.accept(context);

        assertThat(api.calls()).containsExactly("Connection." + call);
    }

    @ParameterizedTest
    @MethodSource("callsWithoutDestination")
    void missingDestinationIsInvalid(Consumer<JMSContext> act) {
        assertThatThrownBy(() -> act.accept(context)).isInstanceOf(InvalidDestinationRuntimeException.class);
        assertThat(api.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 100, 101, 257})
    void contextTellsItsModeWithoutASession(int mode) {
        JMSContext other = ContextImpl.over(() -> connection, mode);

        assertThat(other.getSessionMode()).isEqualTo(mode);
        assertThat(other.getTransacted()).isEqualTo(mode == JMSContext.SESSION_TRANSACTED);
        assertThat(api.calls()).isEmpty();
    }

    @Test
    void unknownModeIsRefusedBeforeAConnectionIsOpened() {
        assertThatThrownBy(() -> ContextImpl.over(
                        () -> {
                            throw new AssertionError("opened");
                        },
                        4))
                .isExactlyInstanceOf(JMSRuntimeException.class)
                .hasMessageContaining("4");
        assertThatThrownBy(() -> context.createContext(-1)).isInstanceOf(JMSRuntimeException.class);
    }

    @Test
    void failureToConnectComesOutUnchecked() {
        assertThatThrownBy(() -> ContextImpl.over(
                        () -> {
                            throw new JMSSecurityException("denied");
                        },
                        1))
                .isInstanceOf(JMSSecurityRuntimeException.class)
                .hasMessage("denied");
    }

    @Test
    void sessionIsMadeOnce() {
        context.createMessage();
        context.createMessage();

        assertThat(api.callsTo(Connection.class)).containsExactly("Connection.createSession(2)");
    }

    @Test
    void allProducersOfAContextShareOneAnonymousProducer() {
        context.createProducer();
        context.createProducer();

        assertThat(api.calls()).containsExactly("Connection.createSession(2)", "Session.createProducer(null)");
    }

    @Test
    void furtherContextHasASessionOfItsOwnOnTheSameConnection() {
        JMSContext further = context.createContext(JMSContext.SESSION_TRANSACTED);
        further.createMessage();

        assertThat(api.calls()).containsExactly("Connection.createSession(0)", "Session.createMessage()");
    }

    @Test
    void lastContextClosesTheConnection() {
        JMSContext further = context.createContext(JMSContext.AUTO_ACKNOWLEDGE);
        context.createMessage();

        context.close();
        assertThat(api.callsTo(Connection.class)).doesNotContain("Connection.close()");
        further.close();

        assertThat(api.callsTo(Session.class).stream().filter("Session.close()"::equals))
                .hasSize(2);
        assertThat(api.calls()).endsWith("Session.close()", "Connection.close()");
    }

    @Test
    void contextThatWasNeverUsedClosesTheConnectionAlone() {
        context.close();

        assertThat(api.calls()).containsExactly("Connection.close()");
    }

    @Test
    void secondCloseDoesNotCloseTheConnectionOfOthers() {
        context.createContext(JMSContext.AUTO_ACKNOWLEDGE);
        context.createMessage();

        context.close();
        context.close();

        assertThat(api.callsTo(Connection.class)).doesNotContain("Connection.close()");
    }

    @Test
    void furtherContextThatGetsNoSessionLeavesTheConnection() {
        api.when("Connection.createSession", mode -> {
            throw new ResourceAllocationException("no more channels");
        });

        assertThatThrownBy(() -> context.createContext(1)).isInstanceOf(ResourceAllocationRuntimeException.class);
        context.close();

        assertThat(api.calls()).endsWith("Connection.close()");
    }

    @Test
    void closeRefusedToAListenerLeavesTheContextOpen() {
        context.createMessage();
        api.when("Session.close", nothing -> {
            throw new IllegalStateException("called by a listener of this session");
        });

        assertThatThrownBy(context::close).isInstanceOf(IllegalStateRuntimeException.class);
        assertThatCode(context::createMessage).doesNotThrowAnyException();
        assertThat(api.callsTo(Connection.class)).doesNotContain("Connection.close()");

        api.when("Session.close", nothing -> null);
        context.close();
        assertThat(api.calls()).endsWith("Connection.close()");
    }

    @Test
    void sessionThatFailsToCloseDoesNotKeepTheConnectionOpen() {
        context.createMessage();
        JMSException second = new JMSException("no answer to close");
        api.when("Session.close", nothing -> {
            throw new ResourceAllocationException("no answer to end");
        });
        api.when("Connection.close", nothing -> {
            throw second;
        });

        assertThatThrownBy(context::close)
                .isInstanceOf(ResourceAllocationRuntimeException.class)
                .satisfies(failure -> assertThat(failure.getCause()).hasSuppressedException(second));
        assertThat(api.calls()).endsWith("Connection.close()");
    }

    static Stream<Method> methodsThatNeedAnOpenContext() {
        Set<String> free = Set.of("close", "getAutoStart", "setAutoStart");
        return Stream.of(JMSContext.class.getMethods()).filter(method -> !free.contains(method.getName()));
    }

    @ParameterizedTest
    @MethodSource("methodsThatNeedAnOpenContext")
    void closedContextRefuses(Method method) {
        JMSContext keepsTheConnectionOpen = context.createContext(1);
        context.close();
        Object[] arguments = Stream.of(method.getParameterTypes())
                .map(ContextImplTest::anything)
                .toArray();

        assertThatThrownBy(() -> method.invoke(context, arguments))
                .cause()
                .isInstanceOf(IllegalStateRuntimeException.class)
                .hasMessageContaining("closed");
        assertThatCode(keepsTheConnectionOpen::createMessage).doesNotThrowAnyException();
    }

    @Test
    void closingAClosedContextIsIgnored() {
        context.close();

        assertThatCode(context::close).doesNotThrowAnyException();
    }

    private static Object anything(Class<?> type) {
        if (type == boolean.class) {
            return true;
        }
        if (type == int.class) {
            return 1;
        }
        return type == String.class
                ? "x"
                : type.isInterface() && type.getName().contains("jms") ? NOWHERE.fake(type) : null;
    }

    @Test
    void failuresBelowComeOutUnchecked() {
        api.when("Session.createQueue", name -> {
            throw new JMSSecurityException("denied", "amqp:unauthorized-access");
        });

        assertThatThrownBy(() -> context.createQueue("q"))
                .isInstanceOf(JMSSecurityRuntimeException.class)
                .extracting(failure -> ((JMSRuntimeException) failure).getErrorCode())
                .isEqualTo("amqp:unauthorized-access");
    }

    @Test
    void simultaneousClosesCloseTheConnectionOnce() throws Exception {
        context.createMessage();
        List<Thread> closers =
                Stream.generate(() -> new Thread(context::close)).limit(8).toList();

        closers.forEach(Thread::start);
        for (Thread closer : closers) {
            closer.join();
        }

        assertThat(api.callsTo(Connection.class).stream().filter("Connection.close()"::equals))
                .hasSize(1);
    }
}
