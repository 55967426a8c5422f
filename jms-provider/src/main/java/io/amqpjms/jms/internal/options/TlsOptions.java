package io.amqpjms.jms.internal.options;

import io.amqpjms.engine.Secret;
import java.util.List;

/** The options of the {@code transport.} prefix that concern TLS and WebSocket. */
public final class TlsOptions {

    private static final OptionList LIST = new OptionList("transport.");

    public static final Option<String> KEY_STORE_LOCATION = LIST.works(
            "keyStoreLocation",
            Kind.text("/etc/keys/client.p12"),
            Default.NONE,
            "The file with the client's key and certificates: PKCS12, JKS or PEM; left out it is what the system property"
                    + " javax.net.ssl.keyStore names.");

    public static final Option<Secret> KEY_STORE_PASSWORD = LIST.works(
            "keyStorePassword",
            Kind.secret(),
            Default.NONE,
            "The password of that file and of its keys; left out it is javax.net.ssl.keyStorePassword.");

    public static final Option<String> KEY_STORE_TYPE = LIST.works(
            "keyStoreType",
            Kind.text("PKCS12"),
            Default.NONE,
            "The format of that file; left out it is javax.net.ssl.keyStoreType, or what the file says.");

    public static final Option<String> KEY_LOCATION = LIST.works(
            "keyLocation",
            Kind.text("/etc/keys/tls.key"),
            Default.NONE,
            "A PEM file with the client's private key, where keyStoreLocation is one with its certificates only.");

    public static final Option<String> KEY_ALIAS = LIST.works(
            "keyAlias",
            Kind.text("client"),
            Default.NONE,
            "Which key of the key store to use; left out the broker's wishes decide.");

    public static final Option<String> TRUST_STORE_LOCATION = LIST.works(
            "trustStoreLocation",
            Kind.text("/etc/keys/trust.p12"),
            Default.NONE,
            "The file with the authorities to trust: PKCS12, JKS or PEM; left out it is what the system property"
                    + " javax.net.ssl.trustStore names, or the JVM's own.");

    public static final Option<Secret> TRUST_STORE_PASSWORD = LIST.works(
            "trustStorePassword",
            Kind.secret(),
            Default.NONE,
            "The password of that file; left out it is javax.net.ssl.trustStorePassword.");

    public static final Option<String> TRUST_STORE_TYPE = LIST.works(
            "trustStoreType",
            Kind.text("PKCS12"),
            Default.NONE,
            "The format of that file; left out it is javax.net.ssl.trustStoreType, or what the file says.");

    public static final Option<String> STORE_TYPE =
            LIST.works("storeType", Kind.text("PKCS12"), Default.NONE, "The format of both files.");

    public static final Option<Boolean> TRUST_ALL = LIST.works(
            "trustAll",
            Kind.flag(),
            "false",
            "Trust every certificate, so that anybody can pose as the broker; warned of at every connect.");

    public static final Option<Boolean> VERIFY_HOST = LIST.works(
            "verifyHost", Kind.flag(), "true", "Whether the broker's certificate must be made out to its host name.");

    public static final Option<String> CONTEXT_PROTOCOL =
            LIST.works("contextProtocol", Kind.text("TLS"), "TLS", "The protocol family of the TLS context.");

    public static final Option<List<String>> ENABLED_PROTOCOLS = LIST.works(
            "enabledProtocols",
            Kind.list("TLSv1.3,TLSv1.2"),
            Default.NONE,
            "The versions that may be used; left out the JVM chooses.");

    public static final Option<List<String>> DISABLED_PROTOCOLS = LIST.works(
            "disabledProtocols",
            Kind.list("SSLv2Hello,SSLv3"),
            "SSLv2Hello,SSLv3",
            "The versions that may not be used.");

    public static final Option<List<String>> ENABLED_CIPHER_SUITES = LIST.works(
            "enabledCipherSuites",
            Kind.list("TLS_AES_256_GCM_SHA384"),
            Default.NONE,
            "The cipher suites that may be used, best first; left out the JVM chooses.");

    public static final Option<List<String>> DISABLED_CIPHER_SUITES = LIST.works(
            "disabledCipherSuites",
            Kind.list("TLS_RSA_WITH_AES_128_CBC_SHA"),
            Default.NONE,
            "The cipher suites that may not be used.");

    public static final Option<Boolean> USE_OPENSSL = LIST.works(
            "useOpenSSL",
            Kind.flag(),
            "false",
            "Use OpenSSL; needs io.netty:netty-tcnative-boringssl-static, without which a warning is logged and the JVM's"
                    + " own TLS is used.");

    public static final Option<NamedSecrets> HTTP_HEADER = LIST.works(
            "ws.httpHeader.*",
            Kind.namedSecrets(),
            Default.NONE,
            "An HTTP header of the WebSocket request, by its name.");

    private TlsOptions() {}

    static List<Option<?>> all() {
        return LIST.all();
    }
}
