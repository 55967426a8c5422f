package io.amqpjms.engine.internal.sasl;

/** Login with a user and a password in clear (RFC 4616). */
record Plain(Login login) implements Exchange {
    private static final String NUL = "\0";

    @Override
    public byte[] first() {
        return Login.join(NUL.toCharArray(), login.user().toCharArray(), NUL.toCharArray(), login.secret());
    }
}
