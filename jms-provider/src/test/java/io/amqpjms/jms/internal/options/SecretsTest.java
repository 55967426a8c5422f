package io.amqpjms.jms.internal.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private static final String URI = "amqp://broker?jms.username=alice&jms.password=sesame";

    @Test
    void stringFormsHideThePassword() {
        FactorySettings settings = FactorySettings.DEFAULT.withUri(URI).with("password", "sesame");
        Options options = settings.options();
        assertThat(settings.toString() + settings.remoteUri() + settings.properties() + options + options.credentials())
                .contains("alice")
                .doesNotContain("sesame");
    }

    @Test
    void credentialsHandOutCopies() {
        Credentials credentials = (Credentials) Options.of(URI).credentials();
        assertThat(credentials.user()).isEqualTo("alice");
        char[] first = credentials.secret().reveal();
        assertThat(first).containsExactly("sesame".toCharArray());
        first[0] = 0;
        assertThat(credentials.secret().reveal()).containsExactly("sesame".toCharArray());
    }

    @Test
    void missingCredentialsAreAbsent() {
        assertThat(Options.of("amqp://broker").credentials()).isEqualTo(Credentials.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amqp://broker?jms.pasword=sesame",
                "amqp://broker?jms.password=sesame&jms.password=sesame",
                "amqp://broker?jms.password=sesame%",
                "amqp://broker/path?jms.password=sesame",
                "amqp://broker?sesame",
                "amqps://alice:sesame@broker",
                "amqps://broker?amqp.oauthTokenUri=https://alice:sesame@login.example.com/token&amqp.oauthClientId=alice"
                        + "&amqp.oauthClientSecret=sesame",
                "ampq://broker?jms.password=sesame",
                "failover:(amqp://one?jms.password=sesame)",
            })
    void refusalsHideThePassword(String uri) {
        assertThatThrownBy(() -> Options.of(uri))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageNotContaining("sesame");
    }
}
