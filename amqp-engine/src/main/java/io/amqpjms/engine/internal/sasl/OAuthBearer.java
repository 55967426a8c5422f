package io.amqpjms.engine.internal.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.amqpjms.engine.PeerAddress;

/** Login with a bearer token (RFC 7628). */
final class OAuthBearer implements Exchange {
    private final Login login;
    private String refusal = "";

    OAuthBearer(Login login) {
        this.login = login;
    }

    @Override
    public byte[] first() {
        PeerAddress server = login.server().address();
        String user = login.user().replace("=", "=3D").replace(",", "=2C");
        String header = "n," + (user.isEmpty() ? "" : "a=" + user) + ",\1host=" + server.host() + "\1port="
                + server.port() + "\1auth=Bearer ";
        return Login.join(header.toCharArray(), login.secret(), "\1\1".toCharArray());
    }

    @Override
    public byte[] next(byte[] challenge) {
        refusal = new String(challenge, UTF_8);
        return new byte[] {1};
    }

    @Override
    public String refusal() {
        return refusal;
    }
}
