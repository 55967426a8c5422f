package io.amqpjms.jms.internal;

/**
 * How much a consumer may hold ready, on its way included. Immutable.
 *
 * @param messages how many messages; 0 asks for each when it is wanted
 * @param bytes about how many bytes, but always one message of any size
 */
record CreditWindow(int messages, long bytes) {}
