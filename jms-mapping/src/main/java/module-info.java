/** The mapping between Jakarta Messaging and AMQP 1.0 messages. */
module io.amqpjms.mapping {
    requires transitive io.amqpjms.engine;
    requires transitive jakarta.messaging;
    requires static transitive org.jspecify;
}
