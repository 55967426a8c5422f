package io.amqpjms.engine.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectFileTest {
    @TempDir
    Path directory;

    private ConnectionOptions read(String json) throws IOException {
        Path file = directory.resolve("connect.json");
        Files.writeString(file, json);
        return ConnectionOptions.fromConnectFile(file).build();
    }

    @Test
    void anEmptyFileHasTheDefaults() throws Exception {
        ConnectionOptions options = read("{}");
        assertThat(options.peer()).isEqualTo("amqps://localhost:5671");
        assertThat(options.sasl().credentials()).isEqualTo(Credentials.NONE);
        assertThat(options.sasl().enabled()).isTrue();
        assertThat(options.sasl().allowInsecure()).isFalse();
        assertThat(options.tls().verifyHost()).isTrue();
    }

    @Test
    void everyKeyIsRead() throws Exception {
        ConnectionOptions options = read("""
                {
                  /* where */
                  "scheme": "amqp", "host": "example.com", "port": 5999,
                  "user": "alice", "password": "s3cret", // who
                  "sasl": { "mechanisms": ["SCRAM-SHA-256", "PLAIN"], "allow_insecure": true, "enabled": false },
                  "tls": { "cert": "/c.pem", "key": "/k.pem", "ca": "/ca.pem", "verify": false }
                }
                """);
        assertThat(options.peer()).isEqualTo("amqp://example.com:5999");
        Credentials credentials = (Credentials) options.sasl().credentials();
        assertThat(credentials.user()).isEqualTo("alice");
        assertThat(credentials.secret().reveal()).containsExactly("s3cret".toCharArray());
        assertThat(options.sasl().mechanisms()).containsExactlyInAnyOrder("SCRAM-SHA-256", "PLAIN");
        assertThat(options.sasl().allowInsecure()).isTrue();
        assertThat(options.sasl().enabled()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"scheme\": \"amqp\"}', amqp://localhost:5672",
        "'{\"port\": \"amqp\"}', amqps://localhost:5672",
        "'{\"scheme\": \"amqp\", \"port\": \"amqps\"}', amqp://localhost:5671",
        "'{\"port\": \"1234\"}', amqps://localhost:1234"
    })
    void thePortFollowsTheSchemeUnlessGiven(String json, String peer) throws Exception {
        assertThat(read(json).peer()).isEqualTo(peer);
    }

    @Test
    void aBareStringIsOneMechanism() throws Exception {
        assertThat(read("{\"sasl\": {\"mechanisms\": \"EXTERNAL\"}}").sasl().mechanisms())
                .containsExactly("EXTERNAL");
    }

    @Test
    void aPasswordWithoutUserIsNotUsed() throws Exception {
        assertThat(read("{\"password\": \"s3cret\"}").sasl().credentials()).isEqualTo(Credentials.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\n\"host\": 7}",
                "{\n\"hots\": \"x\"}",
                "{\n\"tls\": {\"verify\": \"yes\"}}",
                "{\n\"host\": \"\"}",
                "{\n\"port\": \"imap\"}",
                "{\n\"port\": -1}",
                "{\n\"port\": 0}",
                "{\n\"port\": 65536}",
                "{\n\"port\": 99999999999}",
                "{\n\"port\": 5672.0}",
                "{\n\"port\": null}",
                "{\n\"user\": [\"alice\"]}",
                "{\n\"password\": 7}",
                "{\n\"sasl\": {\"mechanisms\": [7]}}",
                "{\n\"sasl\": {\"allow_insecure\": 1}}",
                "{\n\"sasl\": {\"enabled\": \"no\"}}",
                "{\n\"sasl\": {\"mechanism\": \"PLAIN\"}}",
                "{\n\"tls\": {\"cert\": true}}",
                "{\n\"tls\": {\"key\": {}}}",
                "{\n\"tls\": {\"ca\": []}}",
                "{\n\"scheme\": \"http\"}",
                "{\n\"sasl\": true}"
            })
    void aMistakeIsNamedWithFileAndLine(String json) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(directory.resolve("connect.json").toString())
                .hasMessageContaining("line 2")
                .hasMessageContaining("'" + lastKeyOf(json));
    }

    private static String lastKeyOf(String json) {
        return Pattern.compile("\"(\\w+)\":")
                .matcher(json)
                .results()
                .map(key -> key.group(1))
                .reduce((first, second) -> first.equals("sasl") || first.equals("tls") ? first + "." + second : second)
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\n\"host\" ", "{\n\"host\": }", "{}\n{}", "{\n'host': \"x\"}", "{\n/* \"host\": \"x\"}"})
    void brokenJsonIsNamedWithFileAndLine(String json) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(directory.resolve("connect.json").toString())
                .hasMessageContaining("line 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\n\"password\": hunter2}",
                "{\n\"password\": 'hunter2'}",
                "{\n\"password\": \"hunter2\\x\"}",
                "{\n\"password\" hunter2}",
                "{\n\"password\": \"hunter2",
                "{\n\"password\": 7hunter2}",
                "{\n\"password\": \"a\" hunter2}"
            })
    void brokenJsonShowsNoneOfItsText(String json) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("connect.json")
                .hasMessageContaining("line 2")
                .satisfies(
                        mistake -> assertThat(Throwables.getStackTrace(mistake)).doesNotContain("hunter2"));
    }

    @Test
    void mechanismsMayBeOneStringWithSpaces() throws Exception {
        assertThat(read("{\"sasl\": {\"mechanisms\": \"SCRAM-SHA-256 PLAIN\"}}")
                        .sasl()
                        .mechanisms())
                .containsExactlyInAnyOrder("SCRAM-SHA-256", "PLAIN");
    }

    @Test
    void theFileThatTheEnvironmentNamesComesFirst() throws Exception {
        Path named = Files.writeString(directory.resolve("named.json"), "{\"host\": \"named\"}");
        Path here = Files.writeString(directory.resolve("here.json"), "{\"host\": \"here\"}");
        assertThat(ConnectFile.find(named.toString(), List.of(here)).build().host())
                .isEqualTo("named");
        assertThat(ConnectFile.find("", List.of(directory.resolve("none"), here, named))
                        .build()
                        .host())
                .isEqualTo("here");
        assertThat(ConnectFile.find(null, List.of()).build().peer()).isEqualTo("amqps://localhost:5671");
    }

    @Test
    void aNamedFileThatIsMissingIsNotReplacedByAnother() throws Exception {
        Path here = Files.writeString(directory.resolve("here.json"), "{}");
        assertThatThrownBy(() -> ConnectFile.find("/no/such/file.json", List.of(here)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/no/such/file.json")
                .hasMessageContaining("MESSAGING_CONNECT_FILE");
    }

    @Test
    void whatIsNoJsonIsRefusedWithItsFile() {
        assertThatThrownBy(() -> read("{ \"host\" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("connect.json");
        assertThatThrownBy(() -> read("[]")).hasMessageContaining("one object");
        assertThatThrownBy(() -> ConnectionOptions.fromConnectFile(directory.resolve("none")))
                .hasMessageContaining("none");
    }

    @Test
    void thePlacesAreLookedThroughInOrder() {
        assertThat(ConnectFileLocations.inOrder())
                .containsExactly(
                        Path.of("connect.json"),
                        Path.of(System.getProperty("user.home"), ".config/messaging/connect.json"),
                        Path.of("/etc/messaging/connect.json"));
    }
}
