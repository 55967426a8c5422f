package io.amqpjms.jms.internal;

import io.amqpjms.engine.Secret;
import io.amqpjms.engine.TlsFiles;
import io.amqpjms.engine.TlsOptions.Material;
import io.amqpjms.jms.internal.options.Option;
import io.amqpjms.jms.internal.options.Options;
import io.amqpjms.jms.internal.options.TlsOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** How a broker is reached safely: what the options say of TLS, for the engine. Stateless. */
final class Security {
    private Security() {}

    static io.amqpjms.engine.TlsOptions of(Options own) {
        SSLContext context = own.sslContext();
        Material material = context == null ? files(own) : () -> context;
        return new io.amqpjms.engine.TlsOptions(
                material,
                own.get(TlsOptions.VERIFY_HOST),
                orNone(own.find(TlsOptions.ENABLED_PROTOCOLS)),
                Set.copyOf(own.get(TlsOptions.DISABLED_PROTOCOLS)),
                orNone(own.find(TlsOptions.ENABLED_CIPHER_SUITES)),
                Set.copyOf(orNone(own.find(TlsOptions.DISABLED_CIPHER_SUITES))),
                own.get(TlsOptions.USE_OPENSSL));
    }

    private static List<String> orNone(@Nullable List<String> names) {
        return names == null ? List.of() : names;
    }

    private static TlsFiles files(Options own) {
        String key = own.find(TlsOptions.KEY_LOCATION);
        return new TlsFiles(
                store(
                        own,
                        "keyStore",
                        TlsOptions.KEY_STORE_LOCATION,
                        TlsOptions.KEY_STORE_PASSWORD,
                        TlsOptions.KEY_STORE_TYPE),
                key == null ? null : Path.of(key),
                own.find(TlsOptions.KEY_ALIAS),
                store(
                        own,
                        "trustStore",
                        TlsOptions.TRUST_STORE_LOCATION,
                        TlsOptions.TRUST_STORE_PASSWORD,
                        TlsOptions.TRUST_STORE_TYPE),
                own.get(TlsOptions.TRUST_ALL),
                own.get(TlsOptions.CONTEXT_PROTOCOL));
    }

    // Each part that is not an option is a system property, so that a file may stand in one place and its password in
    // another.
    private static TlsFiles.@Nullable Store store(
            Options own, String property, Option<String> location, Option<Secret> password, Option<String> type) {
        String given = own.find(location);
        TlsFiles.Store system = TlsFiles.Store.ofSystem(property);
        Path file = given != null ? Path.of(given) : system == null ? null : system.file();
        if (file == null) {
            return null;
        }
        Secret secret = own.find(password);
        return new TlsFiles.Store(
                file,
                secret == null ? TlsFiles.Store.systemPassword(property) : secret,
                first(own.find(type), own.find(TlsOptions.STORE_TYPE), TlsFiles.Store.systemType(property)));
    }

    private static @Nullable String first(@Nullable String... types) {
        for (String type : types) {
            if (type != null) {
                return type;
            }
        }
        return null;
    }
}
