package io.amqpjms.engine.internal.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Login with a user and a bearer token, as servers had it before there was a standard. */
final class XOAuth2 implements Exchange {
    private final Login login;
    private String refusal = "";

    XOAuth2(Login login) {
        this.login = login;
    }

    @Override
    public byte[] first() {
        return Login.join(
                ("user=" + login.user() + "\1auth=Bearer ").toCharArray(), login.secret(), "\1\1".toCharArray());
    }

    @Override
    public byte[] next(byte[] challenge) {
        refusal = new String(challenge, UTF_8);
        return new byte[0];
    }

    @Override
    public String refusal() {
        return refusal;
    }
}
