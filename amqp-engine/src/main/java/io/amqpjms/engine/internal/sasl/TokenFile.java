package io.amqpjms.engine.internal.sasl;

import io.amqpjms.engine.Credentials;
import io.amqpjms.engine.CredentialsProvider;
import io.amqpjms.engine.PeerAddress;
import io.amqpjms.engine.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads a token from a file at each login. */
public record TokenFile(@Nullable String user, Path file) implements CredentialsProvider {
    @Override
    public Credentials credentialsFor(PeerAddress peer) throws IOException {
        String token = Files.readString(file).strip();
        if (token.isEmpty()) {
            throw new IOException("The token file " + file + " is empty");
        }
        return Credentials.token(user, Secret.of(token), null);
    }
}
