package io.amqpjms.jms.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.amqpjms.engine.Credentials;
import io.amqpjms.engine.CredentialsProvider;
import io.amqpjms.engine.PeerAddress;
import org.jspecify.annotations.Nullable;

/** Remembers under which name the last login was, for JMSXUserID (JMS 3.1 §3.5.9). For any thread. */
final class LoginUser implements CredentialsProvider {
    private final CredentialsProvider provider;
    private volatile byte @Nullable [] utf8;

    LoginUser(CredentialsProvider provider) {
        this.provider = provider;
        if (provider instanceof Credentials known) {
            remember(known);
        }
    }

    /** What to log in with: the credentials themselves where they never change. */
    CredentialsProvider credentials() {
        return provider instanceof Credentials ? provider : this;
    }

    @Override
    public Credentials credentialsFor(PeerAddress peer) throws Exception {
        Credentials credentials = provider.credentialsFor(peer);
        remember(credentials);
        return credentials;
    }

    private void remember(Credentials credentials) {
        String user = credentials.user();
        utf8 = user == null ? null : user.getBytes(UTF_8);
    }

    /** The name as the user-id of a message (AMQP 1.0 §3.2.4), shared; null for nobody. */
    byte @Nullable [] utf8() {
        return utf8;
    }
}
