package io.amqpjms.jms.internal;

import io.amqpjms.engine.message.DecodeLimits;
import io.amqpjms.jms.internal.options.AmqpOptions;
import io.amqpjms.jms.internal.options.JmsOptions;
import io.amqpjms.jms.internal.options.LimitOptions;
import io.amqpjms.jms.internal.options.MessageIdType;
import io.amqpjms.jms.internal.options.Options;
import io.amqpjms.jms.internal.options.PolicyOptions;
import io.amqpjms.jms.internal.options.PrefetchPolicy;
import io.amqpjms.jms.internal.options.PresettlePolicy;
import io.amqpjms.jms.internal.options.RedeliveryPolicy;
import io.amqpjms.jms.internal.selector.Selectors;
import io.amqpjms.mapping.DeserializationPolicy;
import io.amqpjms.mapping.message.LoneSurrogates;
import io.amqpjms.mapping.message.MessageSettings;
import jakarta.jms.JMSException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the options say to the JMS objects of one connection, looked up once. Immutable.
 *
 * @param clock tells the time of sends and expirations
 * @param forceAsyncSend whether no send waits for its outcome
 * @param forceSyncSend whether every send waits for its outcome
 * @param reconnects whether a lost connection comes back
 * @param sendTimeout how long a send waits for credit and for its outcome
 * @param drainTimeout how long a receive waits for what the broker has
 * @param localExpiry whether expired messages are dropped here
 * @param receiveLocalOnly whether a timed receive looks at prefetched messages only
 * @param receiveNoWaitLocalOnly whether receiveNoWait looks at prefetched messages only
 * @param validateSelector whether selectors are checked before the broker sees them
 * @param populateUserId whether sent messages carry the user
 * @param messageIdType the form of message ids
 * @param duplicateIdProperty the property that carries an id for the broker to know copies by, or null
 * @param prefetch how many messages consumers hold ready
 * @param waitWarning how long a message may wait in a prefetch before that is told; zero means for ever
 * @param presettle what is settled before it is sent
 * @param redelivery when a message is given up
 * @param messages how messages behave
 * @param maxMessageSize the largest message that is received
 * @param decode what is borne of the content of messages
 * @param listenerThreads how many threads the message listeners share, 0 for one for each session
 * @param virtualThreads whether listeners run on virtual threads
 * @param leadingThreads whether threads that wait may drive the connection
 */
record ProviderSettings(
        Clock clock,
        boolean forceAsyncSend,
        boolean forceSyncSend,
        boolean reconnects,
        Duration sendTimeout,
        Duration drainTimeout,
        boolean localExpiry,
        boolean receiveLocalOnly,
        boolean receiveNoWaitLocalOnly,
        boolean validateSelector,
        boolean populateUserId,
        MessageIdType messageIdType,
        @Nullable String duplicateIdProperty,
        PrefetchPolicy prefetch,
        Duration waitWarning,
        PresettlePolicy presettle,
        RedeliveryPolicy redelivery,
        MessageSettings messages,
        int maxMessageSize,
        DecodeLimits decode,
        int listenerThreads,
        boolean virtualThreads,
        boolean leadingThreads) {

    static ProviderSettings of(Options options) {
        return new ProviderSettings(
                Clock.systemUTC(),
                options.get(JmsOptions.FORCE_ASYNC_SEND),
                options.get(JmsOptions.FORCE_SYNC_SEND),
                options.isFailover(),
                options.get(JmsOptions.SEND_TIMEOUT),
                options.get(AmqpOptions.DRAIN_TIMEOUT),
                options.get(JmsOptions.LOCAL_MESSAGE_EXPIRY),
                options.get(JmsOptions.RECEIVE_LOCAL_ONLY),
                options.get(JmsOptions.RECEIVE_NO_WAIT_LOCAL_ONLY),
                options.get(JmsOptions.VALIDATE_SELECTOR),
                options.get(JmsOptions.POPULATE_JMSX_USER_ID),
                options.get(PolicyOptions.MESSAGE_ID_TYPE),
                options.find(JmsOptions.DUPLICATE_ID_PROPERTY),
                options.prefetchPolicy(),
                options.get(JmsOptions.PREFETCH_WAIT_WARNING),
                options.presettlePolicy(),
                options.redeliveryPolicy(),
                messages(options),
                LimitOptions.maxMessageSize(options),
                LimitOptions.of(options).decode(),
                options.get(JmsOptions.LISTENER_THREADS),
                options.get(JmsOptions.VIRTUAL_THREADS),
                options.get(JmsOptions.LEADING_THREADS));
    }

    /** Whether the broker may be asked for a drain by anything but a receive whose own option allows it. */
    boolean drains() {
        return !(receiveLocalOnly && receiveNoWaitLocalOnly);
    }

    /** The selector as the broker is asked for it, null for none; checked here unless the options leave that to the broker. */
    @Nullable
    String checked(@Nullable String selector) throws JMSException {
        return validateSelector ? Selectors.checked(selector) : Selectors.presentOrNull(selector);
    }

    private static MessageSettings messages(Options options) {
        return new MessageSettings(
                options.get(JmsOptions.VALIDATE_PROPERTY_NAMES), deserialization(options), LoneSurrogates.REFUSE);
    }

    private static DeserializationPolicy deserialization(Options options) {
        return DeserializationPolicy.DEFAULT
                .withLists(options.get(PolicyOptions.ALLOW_LIST), options.get(PolicyOptions.DENY_LIST))
                .withLimits(
                        options.get(PolicyOptions.MAX_OBJECT_DEPTH),
                        options.get(PolicyOptions.MAX_OBJECT_ARRAY),
                        options.get(PolicyOptions.MAX_OBJECT_BYTES));
    }
}
