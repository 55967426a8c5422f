package io.amqpjms.engine.internal.sasl;

import javax.security.sasl.SaslException;

/** The messages of one login with one mechanism (RFC 4422 §3). Used by one thread at a time. */
interface Exchange {
    /** The first bytes, sent with the choice of the mechanism. */
    byte[] first() throws SaslException;

    /**
     * The answer to a challenge.
     *
     * @throws SaslException if the server cannot be trusted, or sent what the mechanism does not have
     */
    default byte[] next(byte[] challenge) throws SaslException {
        throw new SaslException("the server sent a challenge that the mechanism does not have");
    }

    /**
     * The server has let the client in.
     *
     * @param additional what came with that, empty if nothing
     * @throws SaslException if the server has not shown what it had to show
     */
    default void accepted(byte[] additional) throws SaslException {}

    /** What the server said on why it refused, or an empty text. */
    default String refusal() {
        return "";
    }

    /** The exchange is over, well or not. */
    default void end() {}
}
