package io.amqpjms.tck.joram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.amqpjms.engine.testing.EmbeddedBroker;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import junit.framework.TestCase;
import junit.framework.TestFailure;
import junit.framework.TestResult;
import junit.framework.TestSuite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.objectweb.jtests.jms.conform.connection.ConnectionTest;
import org.objectweb.jtests.jms.conform.connection.TopicConnectionTest;
import org.objectweb.jtests.jms.conform.message.MessageBodyTest;
import org.objectweb.jtests.jms.conform.message.MessageDefaultTest;
import org.objectweb.jtests.jms.conform.message.MessageTypeTest;
import org.objectweb.jtests.jms.conform.message.headers.MessageHeaderTest;
import org.objectweb.jtests.jms.conform.message.properties.JMSXPropertyTest;
import org.objectweb.jtests.jms.conform.message.properties.MessagePropertyConversionTest;
import org.objectweb.jtests.jms.conform.message.properties.MessagePropertyTest;
import org.objectweb.jtests.jms.conform.queue.QueueBrowserTest;
import org.objectweb.jtests.jms.conform.queue.TemporaryQueueTest;
import org.objectweb.jtests.jms.conform.selector.SelectorSyntaxTest;
import org.objectweb.jtests.jms.conform.selector.SelectorTest;
import org.objectweb.jtests.jms.conform.session.QueueSessionTest;
import org.objectweb.jtests.jms.conform.session.SessionTest;
import org.objectweb.jtests.jms.conform.session.TopicSessionTest;
import org.objectweb.jtests.jms.conform.session.UnifiedSessionTest;
import org.objectweb.jtests.jms.conform.topic.TemporaryTopicTest;
import org.objectweb.jtests.jms.framework.JMSTestCase;

/** Runs every test of the suite; a suite that lost some of its tests fails. */
class JoramIT {
    private static final int TESTS = 196;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final List<Class<? extends TestCase>> SUITE = List.of(
            ConnectionTest.class,
            TopicConnectionTest.class,
            MessageBodyTest.class,
            MessageDefaultTest.class,
            MessageTypeTest.class,
            MessageHeaderTest.class,
            JMSXPropertyTest.class,
            MessagePropertyConversionTest.class,
            MessagePropertyTest.class,
            QueueBrowserTest.class,
            TemporaryQueueTest.class,
            SelectorSyntaxTest.class,
            SelectorTest.class,
            QueueSessionTest.class,
            SessionTest.class,
            TopicSessionTest.class,
            UnifiedSessionTest.class,
            TemporaryTopicTest.class);

    @RegisterExtension
    static final EmbeddedBroker BROKER = new EmbeddedBroker();

    private static JMSContext destinations;

    @BeforeAll
    static void connect() throws Exception {
        ConnectionFactory factory = Class.forName(System.getProperty("provider.factory"))
                .asSubclass(ConnectionFactory.class)
                .getConstructor(String.class)
                .newInstance(BROKER.uri().toString());
        destinations = factory.createContext();
        JMSTestCase.startServer = false;
        ArtemisAdmin.serve(BROKER.server(), factory, destinations);
    }

    @AfterAll
    static void disconnect() {
        destinations.close();
    }

    @Test
    void suiteIsComplete() {
        assertThat(SUITE.stream().mapToLong(type -> testsOf(type).count()).sum())
                .isEqualTo(TESTS);
    }

    @TestFactory
    Stream<DynamicContainer> suite() {
        return SUITE.stream().map(type -> dynamicContainer(type.getSimpleName(), testsOf(type)));
    }

    private static Stream<DynamicTest> testsOf(Class<? extends TestCase> type) {
        return Collections.list(new TestSuite(type).tests()).stream()
                .map(TestCase.class::cast)
                .map(test -> dynamicTest(
                        type.getSimpleName() + '.' + test.getName(),
                        () -> assertTimeoutPreemptively(LONGEST, () -> run(test))));
    }

    private static void run(TestCase test) throws Throwable {
        TestResult result = test.run();
        for (TestFailure failure : Collections.list(result.failures())) {
            throw failure.thrownException();
        }
        for (TestFailure error : Collections.list(result.errors())) {
            throw error.thrownException();
        }
        assertThat(result.runCount()).isEqualTo(1);
    }
}
