package io.amqpjms.jms.internal.options;

/** What to do with the list of brokers that a broker announces when it opens. */
public enum ServerListAction {
    REPLACE,
    ADD,
    IGNORE
}
