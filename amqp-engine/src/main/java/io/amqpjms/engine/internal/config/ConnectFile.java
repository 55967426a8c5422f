package io.amqpjms.engine.internal.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.Credentials;
import io.amqpjms.engine.KerberosOptions;
import io.amqpjms.engine.PeerAddress;
import io.amqpjms.engine.SaslOptions;
import io.amqpjms.engine.Secret;
import io.amqpjms.engine.TlsFiles;
import io.amqpjms.engine.TlsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code connect.json} file: the connection options that several AMQP clients share. Comments are allowed; an
 * unknown key or a value of the wrong kind is refused with its place. For one thread, once.
 */
public final class ConnectFile {
    private static final String VARIABLE = "MESSAGING_CONNECT_FILE";
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

    private final Path file;
    private String scheme = "amqps";
    private String host = "localhost";
    private int port = -1;
    private @Nullable String user;
    private @Nullable Secret password;
    private boolean saslEnabled = true;
    private boolean allowInsecure;
    private Set<String> mechanisms = Set.of();
    private @Nullable Path certificate;
    private @Nullable Path key;
    private @Nullable Path authorities;
    private boolean verify = true;

    private ConnectFile(Path file) {
        this.file = file;
    }

    /**
     * The options of the first file that is there, or those of an empty one: {@code amqps://localhost:5671}.
     *
     * @throws IllegalArgumentException if the file cannot be read or has a mistake
     */
    public static ConnectionOptions.Builder find() {
        return find(System.getenv(VARIABLE), ConnectFileLocations.inOrder());
    }

    /** As {@link #find()}: the file that the environment names, or the first of those places that has one. */
    static ConnectionOptions.Builder find(@Nullable String named, List<Path> places) {
        if (named != null && !named.isEmpty()) {
            return readNamed(Path.of(named));
        }
        for (Path candidate : places) {
            if (Files.isRegularFile(candidate)) {
                return read(candidate);
            }
        }
        return new ConnectFile(Path.of("connect.json")).options();
    }

    // Whoever names a file wants that one: going on without it could connect to another broker.
    private static ConnectionOptions.Builder readNamed(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("The connection file " + file + ", which the environment variable "
                    + VARIABLE + " names, is not there");
        }
        return read(file);
    }

    /**
     * The options of a file.
     *
     * @throws IllegalArgumentException if the file cannot be read or has a mistake
     */
    public static ConnectionOptions.Builder read(Path file) {
        ConnectFile read = new ConnectFile(file);
        try (JsonParser json = JSON.createParser(Files.readString(file))) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw read.mistake(json, "the file must hold one object, as in { \"host\": \"example.com\" }");
            }
            read.object(json, "");
            if (json.nextToken() != null) {
                throw read.mistake(json, "nothing may follow the object");
            }
        } catch (JsonProcessingException e) {
            // Without the reader's own words, which repeat what stands there: it may be a password.
            throw read.mistake(e.getLocation(), expected(e));
        } catch (IOException e) {
            throw new IllegalArgumentException("The connection file " + file + " cannot be read: " + e.getMessage(), e);
        }
        return read.options();
    }

    private void object(JsonParser json, String prefix) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = prefix + json.currentName();
            json.nextToken();
            if (json.currentToken() == JsonToken.START_OBJECT && (name.equals("sasl") || name.equals("tls"))) {
                object(json, name + ".");
            } else {
                value(json, name);
            }
        }
    }

    private void value(JsonParser json, String name) throws IOException {
        switch (name) {
            case "scheme" -> scheme = scheme(json);
            case "host" -> host = host(json);
            case "port" -> port = port(json);
            case "user" -> user = text(json, name);
            case "password" -> password = Secret.of(text(json, name));
            case "sasl.mechanisms" -> mechanisms = names(json, name);
            case "sasl.allow_insecure" -> allowInsecure = flag(json, name);
            // Two names for one thing: the Python client reads the first, the C++ client the second.
            case "sasl.enabled", "sasl.enable" -> saslEnabled = flag(json, name);
            case "tls.cert" -> certificate = Path.of(text(json, name));
            case "tls.key" -> key = Path.of(text(json, name));
            case "tls.ca" -> authorities = Path.of(text(json, name));
            case "tls.verify" -> verify = flag(json, name);
            default ->
                throw mistake(
                        json,
                        "there is no key '" + name + "'; known are scheme, host, port, user, password, sasl.mechanisms,"
                                + " sasl.allow_insecure, sasl.enabled, tls.cert, tls.key, tls.ca and tls.verify");
        }
    }

    private String scheme(JsonParser json) throws IOException {
        String value = text(json, "scheme");
        if (!value.equals("amqp") && !value.equals("amqps")) {
            throw mistake(json, "'scheme' must be \"amqp\" or \"amqps\"");
        }
        return value;
    }

    private String host(JsonParser json) throws IOException {
        String value = text(json, "host");
        if (value.isEmpty()) {
            throw mistake(json, "'host' must not be empty");
        }
        return value;
    }

    private int port(JsonParser json) throws IOException {
        String value = json.currentToken() == JsonToken.VALUE_NUMBER_INT ? json.getText() : text(json, "port");
        return switch (value) {
            case "amqp" -> PeerAddress.AMQP_PORT;
            case "amqps" -> PeerAddress.AMQPS_PORT;
            default -> {
                if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) == 0 || Integer.parseInt(value) > 65_535) {
                    throw mistake(json, "'port' must be a number from 1 to 65535, \"amqp\" or \"amqps\"");
                }
                yield Integer.parseInt(value);
            }
        };
    }

    private Set<String> names(JsonParser json, String name) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        if (json.currentToken() != JsonToken.START_ARRAY) {
            // The Python client hands a string on to Cyrus SASL, which takes it for a list with spaces.
            names.addAll(Arrays.asList(text(json, name).strip().split("\\s+")));
            return names;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            names.add(text(json, name));
        }
        return names;
    }

    private String text(JsonParser json, String name) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw mistake(json, "'" + name + "' must be a string");
        }
        return json.getText();
    }

    private boolean flag(JsonParser json, String name) throws IOException {
        if (!json.currentToken().isBoolean()) {
            throw mistake(json, "'" + name + "' must be true or false");
        }
        return json.getBooleanValue();
    }

    private IllegalArgumentException mistake(JsonParser json, String what) {
        return mistake(json.currentTokenLocation(), what);
    }

    private IllegalArgumentException mistake(JsonLocation place, String what) {
        return new IllegalArgumentException(
                "The connection file " + file + " has a mistake in line " + place.getLineNr() + ": " + what);
    }

    private static String expected(JsonProcessingException broken) {
        return broken instanceof JsonEOFException
                ? "the file ends where its object, or a text in it, should be closed"
                : "this is no JSON, which has names and texts in double quotes, a colon after each name and a comma between"
                        + " entries, as in { \"user\": \"alice\", \"port\": 5672 }";
    }

    private ConnectionOptions.Builder options() {
        boolean secure = scheme.equals("amqps");
        int chosen = port >= 0 ? port : secure ? PeerAddress.AMQPS_PORT : PeerAddress.AMQP_PORT;
        TlsOptions tls = secure ? new TlsOptions(files(), verify) : null;
        return ConnectionOptions.builder(host, chosen)
                .tls(tls)
                .sasl(new SaslOptions(
                        saslEnabled,
                        Credentials.password(user, user == null ? null : password),
                        mechanisms,
                        allowInsecure,
                        KerberosOptions.DEFAULT));
    }

    private TlsFiles files() {
        return new TlsFiles(pem(certificate), key, null, pem(authorities), !verify, TlsFiles.NONE.protocol());
    }

    private static TlsFiles.@Nullable Store pem(@Nullable Path path) {
        return path == null ? null : TlsFiles.Store.of(path, null);
    }
}
