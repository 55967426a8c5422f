package io.amqpjms.engine.internal.sasl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.amqpjms.engine.Secret;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a token server answered (RFC 6749 §5).
 *
 * @param token the bearer token, or null if there is none
 * @param life how long it is good for, or null if that is not said
 * @param error why there is none, in words that may follow a sentence, or an empty text
 */
public record TokenReply(@Nullable Secret token, @Nullable Duration life, String error) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Reads what is known and passes over the rest; a text that is no JSON holds no token. */
    public static TokenReply read(String body) {
        Secret token = null;
        Duration life = null;
        String error = "";
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return new TokenReply(null, null, ", and no JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                switch (name) {
                    case "access_token" -> token = Secret.of(json.getText());
                    case "expires_in" -> life = Duration.ofSeconds(json.getValueAsLong());
                    case "error", "error_description" -> error += ", " + json.getText();
                    default -> {
                        if (value.isStructStart()) {
                            json.skipChildren();
                        }
                    }
                }
            }
        } catch (IOException malformed) {
            return new TokenReply(null, null, ", and no JSON");
        }
        return new TokenReply(token, life, error);
    }
}
