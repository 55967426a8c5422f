package io.amqpjms.tool;

/** What must go well on the way to a queue, in this order. */
enum Step {
    DNS,
    TCP,
    TLS,
    LOGIN,
    OPEN,
    ATTACH,
    PROBE
}
