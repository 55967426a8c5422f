package io.amqpjms.benchmarks.driver;

import io.amqpjms.benchmarks.Job;
import java.io.IOException;

/** The clients that are compared. */
enum Client {
    OURS("AMQP JMS", "io.amqpjms.jms.AmqpConnectionFactory"),
    QPID("Qpid JMS 2.10.0", "org.apache.qpid.jms.JmsConnectionFactory"),
    CORE("Artemis core 2.55.0", "org.apache.activemq.artemis.jms.client.ActiveMQJMSConnectionFactory"),
    FLOOR("Netty + proton-j", Job.FLOOR);

    private final String title;
    private final String factory;

    Client(String title, String factory) {
        this.title = title;
        this.factory = factory;
    }

    String title() {
        return title;
    }

    String factory() {
        return factory;
    }

    String classPath(Places places) throws IOException {
        return switch (this) {
            case OURS, FLOOR -> places.ours();
            case QPID -> places.peer("qpid-jms");
            case CORE -> places.peer("artemis-core");
        };
    }

    /** Where this client finds a peer. */
    String uri(Ports ports, boolean tls) {
        if (this == CORE) {
            return "tcp://127.0.0.1:" + (tls ? ports.cores() + "?sslEnabled=true" : ports.core());
        }
        return tls ? "amqps://127.0.0.1:" + ports.amqps() : "amqp://127.0.0.1:" + ports.amqp();
    }

    /** The ports of a peer; the lean one has only the first. */
    record Ports(int amqp, int core, int amqps, int cores) {}
}
