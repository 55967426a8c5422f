package io.amqpjms.jms.internal.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.ConnectionOptions;
import jakarta.jms.JMSRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectFileSettingsTest {
    @TempDir
    private Path directory;

    private FactorySettings read(String json) throws IOException {
        Path file = Files.writeString(directory.resolve("connect.json"), json);
        return ConnectFileSettings.of(() -> ConnectionOptions.fromConnectFile(file));
    }

    @Test
    void anEmptyFileMeansThisMachineWithTls() throws Exception {
        FactorySettings settings = read("{}");
        assertThat(settings.remoteUri()).isEqualTo("amqps://localhost:5671");
        assertThat(settings.options().get(TlsOptions.VERIFY_HOST)).isTrue();
        assertThat(settings.options().get(TlsOptions.TRUST_ALL)).isFalse();
    }

    @Test
    void hostPortAndLoginAreThoseOfTheFile() throws Exception {
        FactorySettings settings = read("""
                {
                  "scheme": "amqp", "host": "2001:db8::1", "port": 5673, "user": "alice", "password": "wonder",
                  "sasl": { "mechanisms": ["SCRAM-SHA-256", "PLAIN"], "allow_insecure": true }
                }
                """);
        Options options = settings.options();
        assertThat(settings.remoteUri()).isEqualTo("amqp://[2001:db8::1]:5673");
        assertThat(options.find(JmsOptions.USERNAME)).isEqualTo("alice");
        assertThat(options.find(JmsOptions.PASSWORD)).hasToString("***");
        assertThat(options.find(AmqpOptions.SASL_MECHANISMS)).containsExactlyInAnyOrder("SCRAM-SHA-256", "PLAIN");
        assertThat(options.get(AmqpOptions.SASL_ALLOW_INSECURE)).isTrue();
        assertThat(options.get(AmqpOptions.SASL_LAYER)).isTrue();
    }

    @Test
    void filesOfTlsAreThoseOfTheFile() throws Exception {
        Options options = read("""
                {
                  "host": "example.com",
                  "sasl": { "enabled": false },
                  "tls": { "cert": "/etc/me.pem", "key": "/etc/me.key", "ca": "/etc/ca.pem", "verify": false }
                }
                """).options();
        assertThat(options.find(TlsOptions.KEY_STORE_LOCATION)).isEqualTo("/etc/me.pem");
        assertThat(options.find(TlsOptions.KEY_LOCATION)).isEqualTo("/etc/me.key");
        assertThat(options.find(TlsOptions.TRUST_STORE_LOCATION)).isEqualTo("/etc/ca.pem");
        assertThat(options.get(TlsOptions.TRUST_ALL)).isTrue();
        assertThat(options.get(TlsOptions.VERIFY_HOST)).isFalse();
        assertThat(options.get(AmqpOptions.SASL_LAYER)).isFalse();
    }

    @Test
    void thePasswordIsInNothingThatIsStoredOrShown() throws Exception {
        FactorySettings settings = read("{ \"user\": \"alice\", \"password\": \"wonder\" }");
        assertThat(List.of(settings.toString(), settings.properties().toString(), settings.remoteUri()))
                .noneMatch(text -> text.contains("wonder"));
    }

    @Test
    void aMistakeIsToldWithFileAndLine() {
        assertThatThrownBy(() -> read("{\n \"hots\": \"example.com\" }"))
                .isInstanceOf(JMSRuntimeException.class)
                .hasMessageContaining("connect.json has a mistake in line 2")
                .hasMessageContaining("there is no key 'hots'");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        Path missing = directory.resolve("missing.json");
        assertThatThrownBy(() -> ConnectFileSettings.of(() -> ConnectionOptions.fromConnectFile(missing)))
                .isInstanceOf(JMSRuntimeException.class)
                .hasMessageContaining("missing.json cannot be read");
    }
}
