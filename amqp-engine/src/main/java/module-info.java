/** An event-driven AMQP 1.0 client on Netty. */
module io.amqpjms.engine {
    exports io.amqpjms.engine;
    exports io.amqpjms.engine.message;

    requires com.fasterxml.jackson.core;
    requires com.ongres.scram.client;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.handler.proxy;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.classes.io_uring;
    requires io.netty.transport.classes.kqueue;
    requires java.net.http;
    requires java.security.sasl;
    requires org.apache.qpid.proton.j;
    requires org.slf4j;
    requires static transitive org.jspecify;
}
