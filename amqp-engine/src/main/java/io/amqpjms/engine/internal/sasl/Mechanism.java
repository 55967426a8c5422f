package io.amqpjms.engine.internal.sasl;

import io.amqpjms.engine.SaslOptions;

/** A SASL mechanism (RFC 4422). A new one is made for each login; loop-confined. */
interface Mechanism {
    /** The name it is registered under. */
    String name();

    /** Whether these credentials are what it needs. */
    boolean fits(SaslOptions options);

    /** Whether its messages show the password to whoever can read the line. */
    default boolean showsPassword() {
        return false;
    }

    /** The first bytes, sent with the choice of the mechanism. */
    byte[] initialResponse(SaslOptions options);

    /**
     * The answer to a challenge.
     *
     * @throws IllegalStateException if the mechanism expects none
     */
    default byte[] respond(byte[] challenge) {
        throw new IllegalStateException("the server sent a challenge that " + name() + " does not have");
    }
}
