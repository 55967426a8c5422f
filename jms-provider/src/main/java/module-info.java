/** A Jakarta Messaging 3.1 provider for AMQP 1.0 brokers. */
module io.amqpjms.jms {
    requires transitive io.amqpjms.engine;
    requires io.amqpjms.mapping;
    requires transitive jakarta.messaging;
    requires transitive java.naming;
    requires transitive java.management;
    requires jdk.jfr;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.amqpjms.jms;
    exports io.amqpjms.jms.jndi;
}
