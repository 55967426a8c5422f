package io.amqpjms.jms.internal.options;

/**
 * Which messages are settled before they are sent, so that they come at most once. Immutable.
 *
 * @param queueProducers those sent to queues
 * @param topicProducers those sent to topics
 * @param transactedProducers those sent by transacted sessions
 * @param queueConsumers those received from queues
 * @param topicConsumers those received from topics
 */
public record PresettlePolicy(
        boolean queueProducers,
        boolean topicProducers,
        boolean transactedProducers,
        boolean queueConsumers,
        boolean topicConsumers) {

    static PresettlePolicy of(Options options) {
        boolean all = options.get(PolicyOptions.PRESETTLE_ALL);
        boolean producers = all || options.get(PolicyOptions.PRESETTLE_PRODUCERS);
        boolean consumers = all || options.get(PolicyOptions.PRESETTLE_CONSUMERS);
        return new PresettlePolicy(
                producers || options.get(PolicyOptions.PRESETTLE_QUEUE_PRODUCERS),
                producers || options.get(PolicyOptions.PRESETTLE_TOPIC_PRODUCERS),
                producers || options.get(PolicyOptions.PRESETTLE_TRANSACTED_PRODUCERS),
                consumers || options.get(PolicyOptions.PRESETTLE_QUEUE_CONSUMERS),
                consumers || options.get(PolicyOptions.PRESETTLE_TOPIC_CONSUMERS));
    }
}
