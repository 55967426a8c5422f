package io.amqpjms.jms.internal.options;

/** The form that the ids of sent messages take. AMQP 1.0 §3.2.4. */
public enum MessageIdType {
    /** A text of connection, producer and sequence number. */
    DEFAULT,
    /** An AMQP uuid. */
    UUID,
    /** The text of a uuid. */
    UUID_STRING,
    /** The text of a uuid after {@code ID:}. */
    PREFIXED_UUID_STRING
}
