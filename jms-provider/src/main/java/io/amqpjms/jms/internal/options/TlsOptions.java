package io.amqpjms.jms.internal.options;

import io.amqpjms.engine.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options of the {@code transport.} prefix that concern TLS and WebSocket. */
public final class TlsOptions {

    private static final OptionList LIST = new OptionList("transport.");
    private static final String OWN_STORE =
            "Keys and trust come from the JVM: set the javax.net.ssl system properties.";
    private static final String OWN_SUITES =
            "The JVM's own choice holds; its system property jdk.tls.client.protocols" + " changes the versions.";

    public static final Option<String> KEY_STORE_LOCATION =
            store("keyStoreLocation", Kind.text("/etc/keys/client.p12"), null, "The file with the client's key.");

    public static final Option<Secret> KEY_STORE_PASSWORD =
            store("keyStorePassword", Kind.secret(), null, "The password of that file.");

    public static final Option<String> KEY_STORE_TYPE =
            store("keyStoreType", Kind.text("PKCS12"), null, "The format of that file.");

    public static final Option<String> KEY_ALIAS =
            store("keyAlias", Kind.text("client"), null, "Which key of that file to use.");

    public static final Option<String> TRUST_STORE_LOCATION = store(
            "trustStoreLocation", Kind.text("/etc/keys/trust.p12"), null, "The file with the authorities to trust.");

    public static final Option<Secret> TRUST_STORE_PASSWORD =
            store("trustStorePassword", Kind.secret(), null, "The password of that file.");

    public static final Option<String> TRUST_STORE_TYPE =
            store("trustStoreType", Kind.text("PKCS12"), null, "The format of that file.");

    public static final Option<String> STORE_TYPE =
            store("storeType", Kind.text("PKCS12"), null, "The format of both files.");

    public static final Option<Boolean> TRUST_ALL = LIST.refused(
            "trustAll",
            Kind.flag(),
            "false",
            "Trust every certificate.",
            "It would let anybody pose as the broker; trust the broker's authority instead.");

    public static final Option<Boolean> VERIFY_HOST = LIST.works(
            "verifyHost", Kind.flag(), "true", "Whether the broker's certificate must be made out to its host name.");

    public static final Option<String> CONTEXT_PROTOCOL =
            suites("contextProtocol", Kind.text("TLS"), "TLS", "The protocol family of the TLS context.");

    public static final Option<List<String>> ENABLED_PROTOCOLS =
            suites("enabledProtocols", Kind.list("TLSv1.3,TLSv1.2"), null, "The versions that may be used.");

    public static final Option<List<String>> DISABLED_PROTOCOLS = suites(
            "disabledProtocols",
            Kind.list("SSLv2Hello,SSLv3"),
            "SSLv2Hello,SSLv3",
            "The versions that may not be used.");

    public static final Option<List<String>> ENABLED_CIPHER_SUITES = suites(
            "enabledCipherSuites", Kind.list("TLS_AES_256_GCM_SHA384"), null, "The cipher suites that may be used.");

    public static final Option<List<String>> DISABLED_CIPHER_SUITES = suites(
            "disabledCipherSuites",
            Kind.list("TLS_RSA_WITH_AES_128_CBC_SHA"),
            null,
            "The cipher suites that may not be used.");

    public static final Option<Boolean> USE_OPENSSL = LIST.noEffect(
            "useOpenSSL", Kind.flag(), "false", "Use OpenSSL where it is installed.", "The JVM's own TLS is used.");

    public static final Option<NamedSecrets> HTTP_HEADER = LIST.works(
            "ws.httpHeader.*",
            Kind.namedSecrets(),
            Default.NONE,
            "An HTTP header of the WebSocket request, by its name.");

    private TlsOptions() {}

    private static <T> Option<T> store(String name, Kind<T> kind, @Nullable String byDefault, String sentence) {
        return LIST.refused(name, kind, byDefault, sentence, OWN_STORE);
    }

    private static <T> Option<T> suites(String name, Kind<T> kind, @Nullable String byDefault, String sentence) {
        return LIST.refused(name, kind, byDefault, sentence, OWN_SUITES);
    }

    static List<Option<?>> all() {
        return LIST.all();
    }
}
