/** The mapping between Jakarta Messaging and AMQP 1.0 messages. */
module io.amqpjms.mapping {
    exports io.amqpjms.mapping;
    exports io.amqpjms.mapping.message;

    requires transitive io.amqpjms.engine;
    requires transitive jakarta.messaging;
    requires transitive java.naming;
    requires static transitive org.jspecify;
}
