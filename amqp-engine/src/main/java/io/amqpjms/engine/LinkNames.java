package io.amqpjms.engine;

import java.util.UUID;

/** Names for links whose user does not care for one; unique between any two containers (AMQP 1.0 §2.6.1). Stateless. */
final class LinkNames {
    private LinkNames() {}

    static String next(String kind, String address) {
        return kind + ":" + address + ":" + UUID.randomUUID();
    }
}
