package io.amqpjms.jms.internal.options;

import io.amqpjms.mapping.DeserializationPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The options of the {@code jms.} prefix that shape a policy: prefetch, redelivery, pre-settling, ids, objects. */
public final class PolicyOptions {

    private static final OptionList LIST = new OptionList("jms.");

    public static final Option<Integer> PREFETCH_ALL = LIST.works(
            "prefetchPolicy.all",
            credit(),
            Default.NONE,
            "The prefetch of every consumer for which none of the next four is set.");

    public static final Option<Integer> QUEUE_PREFETCH = LIST.works(
            "prefetchPolicy.queuePrefetch",
            credit(),
            "1000",
            "How many messages a queue consumer holds ready; 0 asks for each message when it is wanted.");

    public static final Option<Integer> TOPIC_PREFETCH =
            LIST.works("prefetchPolicy.topicPrefetch", credit(), "1000", "The same for a non-durable topic consumer.");

    public static final Option<Integer> QUEUE_BROWSER_PREFETCH =
            LIST.works("prefetchPolicy.queueBrowserPrefetch", credit(), "1000", "The same for a queue browser.");

    public static final Option<Integer> DURABLE_TOPIC_PREFETCH = LIST.works(
            "prefetchPolicy.durableTopicPrefetch", credit(), "1000", "The same for a durable topic consumer.");

    public static final Option<Integer> MAX_PREFETCH_SIZE = LIST.works(
            "prefetchPolicy.maxPrefetchSize",
            credit(),
            "32767",
            "The most that any prefetch may be; a larger one is cut to it, with a warning.");

    public static final Option<Integer> MAX_PREFETCH_BYTES = LIST.works(
            "prefetchPolicy.maxPrefetchBytes",
            Kind.number(1, Integer.MAX_VALUE, "bytes"),
            "67108864",
            "About how many bytes a consumer or browser holds ready, whatever the prefetch: of large messages fewer are"
                    + " asked for, but always one.");

    public static final Option<Map<String, Integer>> PREFETCH_OF_DESTINATIONS = LIST.works(
            "prefetchPolicy.destinations",
            Kind.counts("orders:10,prices:0"),
            "",
            "The prefetch of consumers of the destinations of these names, in place of that of their kind.");

    public static final Option<Boolean> PREFETCH_ADAPTIVE = LIST.works(
            "prefetchPolicy.adaptive",
            Kind.flag(),
            "false",
            "Whether a consumer that takes its messages slowly holds fewer ready, down to one, and a quick one more, up to its"
                    + " prefetch.");

    public static final Option<Duration> PREFETCH_LONGEST_WAIT = LIST.works(
            "prefetchPolicy.adaptiveWait",
            Kind.delay(),
            "1000",
            "How long a message may wait in an adaptive prefetch; the number of messages follows from that.");

    public static final Option<Integer> MAX_REDELIVERIES = LIST.works(
            "redeliveryPolicy.maxRedeliveries",
            Kind.number(-1, Integer.MAX_VALUE, "times"),
            "-1",
            "How often a message is delivered again before it is given up; -1 leaves that to the broker.");

    public static final Option<RedeliveryOutcome> REDELIVERY_OUTCOME = LIST.works(
            "redeliveryPolicy.outcome",
            Kind.numberedChoice(RedeliveryOutcome.class),
            "MODIFIED_FAILED_UNDELIVERABLE",
            "What the broker is told about a message that is given up; a number from 1 to 5 names one by its place.");

    public static final Option<MessageIdType> MESSAGE_ID_TYPE = LIST.works(
            "messageIDPolicy.messageIDType",
            Kind.choice(MessageIdType.class),
            "DEFAULT",
            "The form of message ids: a text of connection, producer and sequence (DEFAULT), an AMQP uuid, or a text of one.");

    public static final Option<Boolean> PRESETTLE_ALL = presettle(
            "presettleAll", "Settle every message before it is sent, in both directions: at most once, never again.");

    public static final Option<Boolean> PRESETTLE_PRODUCERS =
            presettle("presettleProducers", "The same for what producers send.");

    public static final Option<Boolean> PRESETTLE_TOPIC_PRODUCERS =
            presettle("presettleTopicProducers", "The same for what producers send to topics.");

    public static final Option<Boolean> PRESETTLE_QUEUE_PRODUCERS =
            presettle("presettleQueueProducers", "The same for what producers send to queues.");

    public static final Option<Boolean> PRESETTLE_TRANSACTED_PRODUCERS =
            presettle("presettleTransactedProducers", "The same for what producers of transacted sessions send.");

    public static final Option<Boolean> PRESETTLE_CONSUMERS = presettle(
            "presettleConsumers",
            "The same for what consumers receive; only a listener that throws gets its message once more.");

    public static final Option<Boolean> PRESETTLE_TOPIC_CONSUMERS =
            presettle("presettleTopicConsumers", "The same for what consumers of topics receive.");

    public static final Option<Boolean> PRESETTLE_QUEUE_CONSUMERS =
            presettle("presettleQueueConsumers", "The same for what consumers of queues receive.");

    public static final Option<List<String>> ALLOW_LIST = LIST.works(
            "deserializationPolicy.allowList",
            Kind.list("com.example.orders,java.util"),
            Default.unlike("", "*", "Reading any class that the sender names lets the sender run code."),
            "Classes and packages that an ObjectMessage may hold beside the JDK's value types and collections;"
                    + " * means every class.");

    public static final Option<List<String>> DENY_LIST = LIST.works(
            "deserializationPolicy.denyList",
            Kind.list("com.example.internal"),
            "",
            "Classes and packages that an ObjectMessage may not hold, whatever the allow list says.");

    public static final Option<Integer> MAX_OBJECT_DEPTH = LIST.works(
            "deserializationPolicy.maxDepth",
            Kind.number(1, Integer.MAX_VALUE, ""),
            String.valueOf(DeserializationPolicy.DEFAULT.maxDepth()),
            "How deep the objects of a serialized object may lie in one another; one that is deeper cannot be read.");

    public static final Option<Integer> MAX_OBJECT_ARRAY = LIST.works(
            "deserializationPolicy.maxArrayLength",
            Kind.number(0, Integer.MAX_VALUE, "elements"),
            String.valueOf(DeserializationPolicy.DEFAULT.maxArrayLength()),
            "How many elements an array of a serialized object may have, and the table or array in a collection too.");

    public static final Option<Integer> MAX_OBJECT_BYTES = LIST.works(
            "deserializationPolicy.maxBytes",
            Kind.number(1, Integer.MAX_VALUE, "bytes"),
            String.valueOf(DeserializationPolicy.DEFAULT.maxBytes()),
            "How many bytes a serialized object may take; of one that takes more nothing is read.");

    private PolicyOptions() {}

    private static Kind<Integer> credit() {
        return Kind.number(0, Integer.MAX_VALUE, "messages");
    }

    private static Option<Boolean> presettle(String name, String sentence) {
        return LIST.works("presettlePolicy." + name, Kind.flag(), "false", sentence);
    }

    static List<Option<?>> all() {
        return LIST.all();
    }
}
