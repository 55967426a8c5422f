package io.amqpjms.benchmarks.codec;

import jakarta.jms.JMSException;
import java.io.IOException;

/** One message, ready to be sent, and the way to its bytes and back. For one thread. */
interface Codec {
    /** Encodes the message, and returns something that depends on it. */
    Object encode() throws JMSException;

    /** The message in bytes of its own. */
    byte[] encoded() throws JMSException;

    /** Decodes these bytes, reads the body and all properties, and returns something that depends on them. */
    int decode(byte[] encoded) throws JMSException, IOException;
}
