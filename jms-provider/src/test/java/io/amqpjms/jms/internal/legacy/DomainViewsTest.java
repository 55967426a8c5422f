package io.amqpjms.jms.internal.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.amqpjms.jms.internal.ClassicApi;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueReceiver;
import jakarta.jms.QueueRequestor;
import jakarta.jms.QueueSender;
import jakarta.jms.QueueSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicPublisher;
import jakarta.jms.TopicRequestor;
import jakarta.jms.TopicSession;
import jakarta.jms.TopicSubscriber;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DomainViewsTest {
    private static final Map<String, Set<String>> OF_THE_OTHER_DOMAIN = Map.of(
            "QueueConnection",
                    Set.of(
                            "createSharedConnectionConsumer",
                            "createDurableConnectionConsumer",
                            "createSharedDurableConnectionConsumer"),
            "QueueSession",
                    Set.of(
                            "createDurableSubscriber",
                            "createDurableConsumer",
                            "createSharedConsumer",
                            "createSharedDurableConsumer",
                            "createTemporaryTopic",
                            "createTopic",
                            "unsubscribe"),
            "TopicSession", Set.of("createBrowser", "createQueue", "createTemporaryQueue"));

    private final ClassicApi api = new ClassicApi();
    private final Queue queue = api.fake(Queue.class);
    private final Topic topic = api.fake(Topic.class);
    private final Message message = api.fake(Message.class);
    private final QueueSession queueSession = new QueueSessionView(api.fake(Session.class));
    private final TopicSession topicSession = new TopicSessionView(api.fake(Session.class));

    static Stream<Arguments> allMethods() {
        return Stream.of(
                        methods("QueueConnection", Connection.class, a -> DomainViews.queues(a.fake(Connection.class))),
                        methods("TopicConnection", Connection.class, a -> DomainViews.topics(a.fake(Connection.class))),
                        methods("QueueSession", Session.class, a -> new QueueSessionView(a.fake(Session.class))),
                        methods("TopicSession", Session.class, a -> new TopicSessionView(a.fake(Session.class))),
                        methods(
                                "QueueSender",
                                MessageProducer.class,
                                a -> new QueueSenderView(a.fake(MessageProducer.class))),
                        methods(
                                "TopicPublisher",
                                MessageProducer.class,
                                a -> new TopicPublisherView(a.fake(MessageProducer.class))),
                        methods(
                                "QueueReceiver",
                                MessageConsumer.class,
                                a -> new QueueReceiverView(a.fake(MessageConsumer.class), a.fake(Queue.class))),
                        methods(
                                "TopicSubscriber",
                                MessageConsumer.class,
                                a -> DomainViews.subscriber(a.fake(MessageConsumer.class), a.fake(Topic.class), true)))
                .flatMap(Function.identity());
    }

    static Stream<Arguments> inheritedMethods() {
        return allMethods().filter(arguments -> !refused(arguments));
    }

    static Stream<Arguments> refusedMethods() {
        return allMethods().filter(DomainViewsTest::refused);
    }

    private static Stream<Arguments> methods(String view, Class<?> classic, Function<ClassicApi, Object> shown) {
        return Stream.of(classic.getMethods()).map(method -> arguments(view, method, shown));
    }

    private static boolean refused(Arguments arguments) {
        Method method = (Method) arguments.get()[1];
        return OF_THE_OTHER_DOMAIN
                .getOrDefault((String) arguments.get()[0], Set.of())
                .contains(method.getName());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("inheritedMethods")
    void viewPassesOnWhatItInherits(String view, Method method, Function<ClassicApi, Object> shown) throws Exception {
        Object[] given = anythingFor(method);

        method.invoke(shown.apply(api), given);

        String arguments = Stream.of(given).map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
        assertThat(api.calls()).containsExactly(classicOwner(method) + '.' + method.getName() + arguments);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("refusedMethods")
    void viewRefusesWhatIsOfTheOtherDomain(String view, Method method, Function<ClassicApi, Object> shown) {
        assertThatThrownBy(() -> method.invoke(shown.apply(api), anythingFor(method)))
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(method.getName())
                .hasMessageContaining(view);
        assertThat(api.calls()).isEmpty();
    }

    private static String classicOwner(Method method) {
        return method.getDeclaringClass() == AutoCloseable.class || method.getDeclaringClass() == Runnable.class
                ? "Session"
                : method.getDeclaringClass().getSimpleName();
    }

    private Object[] anythingFor(Method method) {
        return Stream.of(method.getParameterTypes()).map(this::anything).toArray();
    }

    private Object anything(Class<?> type) {
        if (type == boolean.class) {
            return true;
        }
        if (type == int.class) {
            return 2;
        }
        if (type == long.class) {
            return 3L;
        }
        return type.getName().startsWith("jakarta.jms.") ? api.fake(type) : "x";
    }

    @Test
    void connectionsMakeSessionsAndConnectionConsumersOfTheirDomain() throws JMSException {
        QueueConnection queues = DomainViews.queues(api.fake(Connection.class));
        TopicConnection topics = DomainViews.topics(api.fake(Connection.class));
        ServerSessionPool pool = api.fake(ServerSessionPool.class);

        queues.createQueueSession(false, 2).createQueue("q");
        topics.createTopicSession(true, 0).createTopic("t");
        queues.createConnectionConsumer(queue, "a", pool, 7);
        topics.createConnectionConsumer(topic, "a", pool, 7);

        assertThat(api.calls())
                .containsExactly(
                        "Connection.createSession(false, 2)",
                        "Session.createQueue(q)",
                        "Connection.createSession(true, 0)",
                        "Session.createTopic(t)",
                        "Connection.createConnectionConsumer(Queue, a, ServerSessionPool, 7)",
                        "Connection.createConnectionConsumer(Topic, a, ServerSessionPool, 7)");
    }

    @Test
    void queueSenderSends() throws JMSException {
        api.when("MessageProducer.getDestination", nothing -> queue);
        QueueSender sender = queueSession.createSender(queue);

        sender.send(queue, message);
        sender.send(queue, message, 1, 2, 3);

        assertThat(sender.getQueue()).isSameAs(queue);
        assertThat(api.calls())
                .containsExactly(
                        "Session.createProducer(Queue)",
                        "MessageProducer.send(Queue, Message)",
                        "MessageProducer.send(Queue, Message, 1, 2, 3)",
                        "MessageProducer.getDestination()");
    }

    @Test
    void topicPublisherPublishes() throws JMSException {
        api.when("MessageProducer.getDestination", nothing -> topic);
        TopicPublisher publisher = topicSession.createPublisher(topic);

        publisher.publish(message);
        publisher.publish(message, 1, 2, 3);
        publisher.publish(topic, message);
        publisher.publish(topic, message, 1, 2, 3);

        assertThat(publisher.getTopic()).isSameAs(topic);
        assertThat(api.calls())
                .containsExactly(
                        "Session.createProducer(Topic)",
                        "MessageProducer.send(Message)",
                        "MessageProducer.send(Message, 1, 2, 3)",
                        "MessageProducer.send(Topic, Message)",
                        "MessageProducer.send(Topic, Message, 1, 2, 3)",
                        "MessageProducer.getDestination()");
    }

    @Test
    void receiverAndSubscriberKnowTheirDestination() throws JMSException {
        assertThat(queueSession.createReceiver(queue).getQueue()).isSameAs(queue);
        assertThat(queueSession.createReceiver(queue, "a").getQueue()).isSameAs(queue);
        TopicSubscriber all = topicSession.createSubscriber(topic);
        TopicSubscriber others = topicSession.createSubscriber(topic, "a", true);

        assertThat(all.getTopic()).isSameAs(topic);
        assertThat(all.getNoLocal()).isFalse();
        assertThat(others.getTopic()).isSameAs(topic);
        assertThat(others.getNoLocal()).isTrue();
        assertThat(api.callsTo(Session.class))
                .containsExactly(
                        "Session.createConsumer(Queue)",
                        "Session.createConsumer(Queue, a)",
                        "Session.createConsumer(Topic)",
                        "Session.createConsumer(Topic, a, true)");
    }

    @Test
    void closedReceiverAndSubscriberDoNotTellTheirDestination() throws JMSException {
        QueueReceiver receiver = queueSession.createReceiver(queue);
        TopicSubscriber subscriber = topicSession.createSubscriber(topic);
        api.when("MessageConsumer.getMessageSelector", nothing -> {
            throw new IllegalStateException("closed");
        });

        assertThatThrownBy(receiver::getQueue).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(subscriber::getTopic).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(subscriber::getNoLocal).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void classicSessionIsFoundUnderItsView() {
        Session classic = api.fake(Session.class);

        assertThat(DomainViews.classic(new QueueSessionView(classic))).isSameAs(classic);
        assertThat(DomainViews.classic(new TopicSessionView(classic))).isSameAs(classic);
        assertThat(DomainViews.classic(classic)).isSameAs(classic);
    }

    @Test
    void queueRequestorGetsItsReply() throws JMSException {
        TemporaryQueue replies = api.fake(TemporaryQueue.class);
        Message reply = api.fake(Message.class);
        api.when("Session.createTemporaryQueue", nothing -> replies);
        api.when("MessageConsumer.receive", nothing -> reply);

        QueueRequestor requestor = new QueueRequestor(queueSession, queue);
        assertThat(requestor.request(message)).isSameAs(reply);
        requestor.close();

        assertThat(api.calls())
                .contains(
                        "Message.setJMSReplyTo(TemporaryQueue)",
                        "MessageProducer.send(Message)",
                        "Session.close()",
                        "TemporaryQueue.delete()");
    }

    @Test
    void topicRequestorGetsItsReply() throws JMSException {
        TemporaryTopic replies = api.fake(TemporaryTopic.class);
        Message reply = api.fake(Message.class);
        api.when("Session.createTemporaryTopic", nothing -> replies);
        api.when("MessageConsumer.receive", nothing -> reply);

        TopicRequestor requestor = new TopicRequestor(topicSession, topic);
        assertThat(requestor.request(message)).isSameAs(reply);
        requestor.close();

        assertThat(api.calls())
                .contains(
                        "Message.setJMSReplyTo(TemporaryTopic)",
                        "MessageProducer.send(Message)",
                        "Session.close()",
                        "TemporaryTopic.delete()");
    }
}
