package io.amqpjms.jms.internal.options;

import io.amqpjms.engine.Secret;
import java.time.Duration;
import java.util.List;

/** The options of the {@code jms.} prefix: how the JMS side of a connection behaves. */
public final class JmsOptions {

    private static final OptionList LIST = new OptionList("jms.");
    private static final String UNBOUNDED = "A call that nobody answers would never end, as it does with -1.";

    public static final Option<String> USERNAME =
            LIST.works("username", Kind.text("alice"), Default.NONE, "The user to log in as.");

    public static final Option<Secret> PASSWORD =
            LIST.works("password", Kind.secret(), Default.NONE, "The user's password.");

    public static final Option<String> CLIENT_ID = LIST.works(
            "clientID",
            Kind.text("billing"),
            Default.NONE,
            "The client identifier, sent as the container id; a unique one is generated if it is left out.");

    public static final Option<String> CLIENT_ID_PREFIX =
            LIST.works("clientIDPrefix", Kind.text("ID:"), "ID:", "What a generated client identifier begins with.");

    public static final Option<String> CONNECTION_ID_PREFIX = LIST.works(
            "connectionIDPrefix", Kind.text("ID:"), "ID:", "What a generated connection identifier begins with.");

    public static final Option<Boolean> FORCE_ASYNC_SEND = LIST.works(
            "forceAsyncSend",
            Kind.flag(),
            "false",
            "Send every message without waiting for the broker's outcome, persistent ones too.");

    public static final Option<Boolean> FORCE_SYNC_SEND = LIST.works(
            "forceSyncSend",
            Kind.flag(),
            "false",
            "Wait for the broker's outcome of every message, except for sends with a CompletionListener.");

    public static final Option<Duration> PREFETCH_WAIT_WARNING = LIST.works(
            "prefetchWaitWarning",
            Kind.delay(),
            "30000",
            "How long a message may wait in a consumer's prefetch before a warning is logged; 0 means for ever.");

    public static final Option<String> DUPLICATE_ID_PROPERTY = LIST.works(
            "duplicateIdProperty",
            Kind.text("_AMQ_DUPL_ID"),
            Default.NONE,
            "The application property in which each persistent message carries an id that stays the same when it is sent again,"
                    + " for brokers that then drop the copy; Artemis looks for _AMQ_DUPL_ID. Non-persistent messages go without the"
                    + " property, and a value that the application itself gave it does not go out. Left out, no id is sent, and the"
                    + " property is the application's own.");

    public static final Option<Boolean> FORCE_ASYNC_ACKS = LIST.noEffect(
            "forceAsyncAcks",
            Kind.flag(),
            "false",
            "Do not wait until an acknowledgement is written.",
            "The client orders its acknowledgements itself.");

    public static final Option<Boolean> LOCAL_MESSAGE_EXPIRY = LIST.works(
            "localMessageExpiry",
            Kind.flag(),
            "true",
            "Drop a prefetched message that has expired before the application takes it.");

    public static final Option<Boolean> LOCAL_MESSAGE_PRIORITY = LIST.noEffect(
            "localMessagePriority",
            Kind.flag(),
            "false",
            "Order prefetched messages by priority.",
            "Messages are delivered in the order in which the broker sends them.");

    public static final Option<Boolean> VALIDATE_PROPERTY_NAMES = LIST.works(
            "validatePropertyNames",
            Kind.flag(),
            "true",
            "Refuse property names that are no Java identifiers (JMS 3.1 §3.8.1.1).");

    public static final Option<Boolean> VALIDATE_SELECTOR =
            LIST.works("validateSelector", Kind.flag(), "true", "Check a selector's syntax before the broker sees it.");

    public static final Option<Boolean> RECEIVE_LOCAL_ONLY = LIST.works(
            "receiveLocalOnly",
            Kind.flag(),
            "false",
            "Let receive with a timeout look at prefetched messages only; otherwise it asks the broker"
                    + " before it reports that there is none.");

    public static final Option<Boolean> RECEIVE_NO_WAIT_LOCAL_ONLY =
            LIST.works("receiveNoWaitLocalOnly", Kind.flag(), "false", "The same for receiveNoWait.");

    public static final Option<String> QUEUE_PREFIX = LIST.works(
            "queuePrefix",
            Kind.text("queue://"),
            Default.NONE,
            "What is put before a queue's name to make its address; a broker may announce another one.");

    public static final Option<String> TOPIC_PREFIX = LIST.works(
            "topicPrefix",
            Kind.text("topic://"),
            Default.NONE,
            "What is put before a topic's name to make its address; a broker may announce another one.");

    public static final Option<Duration> CONNECT_TIMEOUT = LIST.works(
            "connectTimeout",
            Kind.timeout(),
            "15000",
            "How long it may take until the broker has opened the connection.");

    public static final Option<Duration> CLOSE_TIMEOUT =
            LIST.works("closeTimeout", Kind.timeout(), "60000", "How long close waits for the broker's answer.");

    public static final Option<Duration> SEND_TIMEOUT = LIST.works(
            "sendTimeout",
            Kind.timeout(),
            Default.unlike("60000", "-1", UNBOUNDED),
            "How long send waits for credit and for the broker's outcome.");

    public static final Option<Duration> REQUEST_TIMEOUT = LIST.works(
            "requestTimeout",
            Kind.timeout(),
            Default.unlike("60000", "-1", UNBOUNDED),
            "How long other requests wait: creating sessions, producers and consumers, transactions, unsubscribe.");

    public static final Option<Boolean> POPULATE_JMSX_USER_ID = LIST.works(
            "populateJMSXUserID",
            Kind.flag(),
            "false",
            "Put the user who logged in into JMSXUserID of every message sent.");

    public static final Option<Boolean> AWAIT_CLIENT_ID = LIST.noEffect(
            "awaitClientID",
            Kind.flag(),
            "true",
            "Do not open the connection before its first use, so that a client identifier can still be set.",
            "The connection is opened when it is made, and setClientID opens another one in its place; jms.clientID spares that.");

    public static final Option<Boolean> USE_DAEMON_THREAD = LIST.noEffect(
            "useDaemonThread",
            Kind.flag(),
            Default.unlike(null, "false", "There is no thread per connection."),
            "Whether the connection's thread is a daemon thread.",
            "There is no thread per connection; only listeners and connection consumers keep the process alive.");

    public static final Option<Integer> LISTENER_THREADS = LIST.works(
            "listenerThreads",
            Kind.number(0, 10_000, "threads"),
            "0",
            "How many threads the message listeners of one connection share; 0 means one for each session. A listener"
                    + " that waits for another session's listener needs a thread more.");

    public static final Option<Boolean> VIRTUAL_THREADS = LIST.works(
            "virtualThreads",
            Kind.flag(),
            "false",
            "Whether listeners run on virtual threads, which do not keep the process alive; needs Java 21.");

    public static final Option<Boolean> LEADING_THREADS = LIST.works(
            "leadingThreads",
            Kind.flag(),
            "true",
            "Whether a thread that waits for the broker may drive the connection meanwhile, which spares waking two threads for"
                    + " each answer: with the sockets of epoll on Linux, if nobody else waits for the connection and it is alone on its"
                    + " event loop, of which there are as many as processors. Virtual threads never do, shared ones of listeners"
                    + " not between messages, nor a receive with 50 ms left or less. What such a thread hands over without a"
                    + " wait may leave two milliseconds later. Turn it off where Netty's thread-locals must not stay on the threads"
                    + " of a pool.");

    public static final Option<String> TRACING = LIST.noEffect(
            "tracing",
            Kind.text("noop"),
            Default.unlike("noop", "none", "Both mean that nothing is traced."),
            "The tracer: noop or opentracing.",
            "There is no tracer for OpenTracing, a project that has ended.");

    public static final Option<Boolean> JMX = LIST.works(
            "jmx",
            Kind.flag(),
            "false",
            "Whether JMX shows each open connection, as io.amqpjms:type=Connection,id=...");

    public static final Option<Boolean> LOG_CONTEXT = LIST.works(
            "logContext",
            Kind.flag(),
            "false",
            "Whether log lines about a connection carry amqp.container and amqp.peer as fields of SLF4J's MDC.");

    public static final Option<Boolean> RECONNECT = LIST.works(
            "reconnect",
            Kind.flag(),
            "false",
            "Whether a lost connection comes back by itself where the URI names one broker; with failover:(...) it does.");

    public static final Option<Boolean> CLOSE_LINKS_THAT_FAIL_ON_RECONNECT = LIST.noEffect(
            "closeLinksThatFailOnReconnect",
            Kind.flag(),
            "false",
            "After a reconnection, close a producer or consumer that cannot come back instead of connecting anew.",
            "A producer or consumer that cannot come back is closed, and the exception listener told; the others go on.");

    private JmsOptions() {}

    static List<Option<?>> all() {
        return LIST.all();
    }
}
