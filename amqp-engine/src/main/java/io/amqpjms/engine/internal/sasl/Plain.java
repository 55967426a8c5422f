package io.amqpjms.engine.internal.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.amqpjms.engine.SaslOptions;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.Arrays;

/** Login with a user and a password in clear (RFC 4616). */
final class Plain implements Mechanism {
    @Override
    public String name() {
        return "PLAIN";
    }

    @Override
    public boolean fits(SaslOptions options) {
        return options.user() != null && options.password() != null;
    }

    @Override
    public boolean showsPassword() {
        return true;
    }

    @Override
    public byte[] initialResponse(SaslOptions options) {
        char[] secret =
                options.password() == null ? new char[0] : options.password().reveal();
        byte[] user = (options.user() == null ? "" : options.user()).getBytes(UTF_8);
        byte[] response = new byte[2 + user.length + 3 * secret.length];
        ByteBuffer out = ByteBuffer.wrap(response).put((byte) 0).put(user).put((byte) 0);
        UTF_8.newEncoder().encode(CharBuffer.wrap(secret), out, true);
        Arrays.fill(secret, '\0');
        byte[] exact = Arrays.copyOf(response, out.position());
        Arrays.fill(response, (byte) 0);
        return exact;
    }
}
