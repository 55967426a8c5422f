package io.amqpjms.engine.internal.sasl;

import io.amqpjms.engine.Credentials;
import io.amqpjms.engine.SaslOptions;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * All that one login has to go by.
 *
 * @param server the peer
 * @param options what is allowed
 * @param credentials what the login is proved with
 */
record Login(Server server, SaslOptions options, Credentials credentials) {
    boolean allows(String mechanism) {
        return options.mechanisms().isEmpty() || names(mechanism);
    }

    /** Whether the mechanism is asked for by its name, not just allowed. */
    boolean names(String mechanism) {
        return options.mechanisms().contains(mechanism);
    }

    boolean hasPassword() {
        return credentials.user() != null && credentials.secret() != null;
    }

    boolean hasToken() {
        return credentials.secret() != null && credentials.kind() == Credentials.Kind.TOKEN;
    }

    boolean isNobody() {
        return credentials.user() == null && credentials.secret() == null;
    }

    /** The user, or an empty text. */
    String user() {
        return credentials.user() == null ? "" : credentials.user();
    }

    /** A copy of the password or token, empty if there is none; to be overwritten after use. */
    char[] secret() {
        return credentials.secret() == null ? new char[0] : credentials.secret().reveal();
    }

    /** The parts in UTF-8, one behind the other; they and all copies on the way are overwritten. */
    static byte[] join(char[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        CharBuffer all = CharBuffer.allocate(length);
        for (char[] part : parts) {
            all.put(part);
            Arrays.fill(part, '\0');
        }
        ByteBuffer encoded = ByteBuffer.allocate(3 * length);
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(all.flip(), encoded, true);
        byte[] exact = Arrays.copyOf(encoded.array(), encoded.position());
        Arrays.fill(encoded.array(), (byte) 0);
        Arrays.fill(all.array(), '\0');
        return exact;
    }

    /** In words, what there is to log in with. */
    String means() {
        String certificate = server.certificate().getAsBoolean() ? " and a client certificate" : "";
        if (hasToken()) {
            return "a token" + certificate;
        }
        if (hasPassword()) {
            return "a user and a password" + certificate;
        }
        return (credentials.user() == null ? "a login without user" : "a user without password") + certificate;
    }

    /** {@code  as user 'alice'}, or nothing. */
    String who() {
        @Nullable String user = credentials.user();
        return user == null ? "" : " as user '" + user + "'";
    }
}
