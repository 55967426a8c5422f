package io.amqpjms.jms.internal.options;

import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.Credentials;
import io.amqpjms.engine.SaslOptions;
import io.amqpjms.engine.Secret;
import io.amqpjms.engine.TlsFiles;
import jakarta.jms.JMSRuntimeException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a {@code connect.json} says, as settings of a connection factory. Stateless. */
public final class ConnectFileSettings {
    private ConnectFileSettings() {}

    /**
     * The settings of the file that this reads.
     *
     * @throws JMSRuntimeException if it cannot be read or has a mistake; the message names file and line
     */
    public static FactorySettings of(Supplier<ConnectionOptions.Builder> file) {
        try {
            return settings(file.get().build());
        } catch (IllegalArgumentException mistake) {
            throw new JMSRuntimeException(mistake.getMessage(), InvalidOptionException.INVALID_VALUE, mistake);
        }
    }

    private static FactorySettings settings(ConnectionOptions file) {
        Map<String, @Nullable String> given = new LinkedHashMap<>();
        given.put(FactorySettings.REMOTE_URI, uri(file));
        putLogin(given, file.sasl());
        io.amqpjms.engine.TlsOptions tls = file.tls();
        if (tls != null && tls.material() instanceof TlsFiles files) {
            given.put(TlsOptions.VERIFY_HOST.name(), Boolean.toString(tls.verifyHost()));
            putFiles(given, files);
        }
        given.values().removeIf(value -> value == null);
        return FactorySettings.DEFAULT.with(given);
    }

    private static String uri(ConnectionOptions file) {
        Scheme scheme = file.tls() == null ? Scheme.AMQP : Scheme.AMQPS;
        return new ServerUri(scheme, file.host(), file.port(), "", Map.of()).text();
    }

    private static void putLogin(Map<String, @Nullable String> given, SaslOptions sasl) {
        given.put(AmqpOptions.SASL_LAYER.name(), Boolean.toString(sasl.enabled()));
        given.put(AmqpOptions.SASL_ALLOW_INSECURE.name(), Boolean.toString(sasl.allowInsecure()));
        if (!sasl.mechanisms().isEmpty()) {
            given.put(AmqpOptions.SASL_MECHANISMS.name(), String.join(",", sasl.mechanisms()));
        }
        if (sasl.credentials() instanceof Credentials login) {
            Secret password = login.secret();
            given.put(JmsOptions.USERNAME.name(), login.user());
            given.put(JmsOptions.PASSWORD.name(), password == null ? null : String.valueOf(password.reveal()));
        }
    }

    private static void putFiles(Map<String, @Nullable String> given, TlsFiles files) {
        Path key = files.privateKey();
        given.put(TlsOptions.KEY_STORE_LOCATION.name(), path(files.keys()));
        given.put(TlsOptions.KEY_LOCATION.name(), key == null ? null : key.toString());
        given.put(TlsOptions.TRUST_STORE_LOCATION.name(), path(files.trust()));
        given.put(TlsOptions.TRUST_ALL.name(), Boolean.toString(files.trustsAnyone()));
    }

    private static @Nullable String path(TlsFiles.@Nullable Store store) {
        return store == null ? null : store.file().toString();
    }
}
