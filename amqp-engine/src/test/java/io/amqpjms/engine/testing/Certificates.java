package io.amqpjms.engine.testing;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;

/** Certificates and keys for tests of TLS, made when they are first asked for. May be used from any thread. */
public final class Certificates {
    /** What opens every key store here. */
    public static final String PASSWORD = "st0re-s3cret";

    /** The authority that servers and clients are to trust. */
    public static final X509Bundle AUTHORITY = authority("CN=Test Authority");

    /** A server on this machine. */
    public static final X509Bundle SERVER = made(() -> here("CN=broker").buildIssuedBy(AUTHORITY));

    /** A server on this machine that nobody vouches for but itself. */
    public static final X509Bundle SELF_SIGNED =
            made(() -> here("CN=broker").setIsCertificateAuthority(true).buildSelfSigned());

    /** A server on this machine whose time is over. */
    public static final X509Bundle EXPIRED = made(() -> here("CN=broker")
            .notBefore(Instant.now().minus(Duration.ofDays(30)))
            .notAfter(Instant.now().minus(Duration.ofDays(1)))
            .buildIssuedBy(AUTHORITY));

    /** A server on this machine whose time has not come. */
    public static final X509Bundle EARLY = made(() -> here("CN=broker")
            .notBefore(Instant.now().plus(Duration.ofDays(1)))
            .notAfter(Instant.now().plus(Duration.ofDays(30)))
            .buildIssuedBy(AUTHORITY));

    /** A server somewhere else. */
    public static final X509Bundle ELSEWHERE = made(() -> new CertificateBuilder()
            .subject("CN=elsewhere")
            .ecp256()
            .addSanDnsName("elsewhere.example")
            .buildIssuedBy(AUTHORITY));

    /** A server on this machine of an authority that nobody knows. */
    public static final X509Bundle ROGUE = made(() -> here("CN=broker").buildIssuedBy(authority("CN=Rogue Authority")));

    /** A client, with a key on an elliptic curve. */
    public static final X509Bundle CLIENT = made(
            () -> new CertificateBuilder().subject("CN=alice, O=test").ecp256().buildIssuedBy(AUTHORITY));

    /** A client, with an RSA key. */
    public static final X509Bundle RSA_CLIENT = made(
            () -> new CertificateBuilder().subject("CN=bob, O=test").rsa2048().buildIssuedBy(AUTHORITY));

    private Certificates() {}

    /** Something that is made and may fail to be. */
    private interface Making<T> {
        T make() throws Exception;
    }

    private static <T> T made(Making<T> making) {
        try {
            return making.make();
        } catch (Exception e) {
            throw new IllegalStateException("make a certificate", e);
        }
    }

    private static X509Bundle authority(String name) {
        return made(() -> new CertificateBuilder()
                .subject(name)
                .ecp256()
                .setIsCertificateAuthority(true)
                .buildSelfSigned());
    }

    private static CertificateBuilder here(String name) {
        return new CertificateBuilder()
                .subject(name)
                .ecp256()
                .addSanDnsName("localhost")
                .addSanIpAddress("127.0.0.1")
                .addSanIpAddress("::1");
    }

    /** What a server with this certificate needs, which trusts the authority's clients. */
    public static SSLContext context(X509Bundle own) throws Exception {
        KeyStore clients = KeyStore.getInstance("PKCS12");
        clients.load(null, null);
        clients.setCertificateEntry("authority", AUTHORITY.getCertificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(clients);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.toKeyManagerFactory().getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** A key store of this type with these keys, under the aliases key-1, key-2 and so on. */
    public static Path keyStore(Path directory, String type, X509Bundle... keys) throws Exception {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        for (int i = 0; i < keys.length; i++) {
            store.setKeyEntry(
                    "key-" + (i + 1),
                    keys[i].getKeyPair().getPrivate(),
                    PASSWORD.toCharArray(),
                    keys[i].getCertificatePath());
        }
        return write(store, Files.createTempFile(directory, "keys", "." + type));
    }

    /** A trust store of this type with this certificate. */
    public static Path trustStore(Path directory, String type, X509Bundle trusted) throws Exception {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        Certificate certificate = trusted.getCertificate();
        store.setCertificateEntry("trusted", certificate);
        return write(store, Files.createTempFile(directory, "trust", "." + type));
    }

    private static Path write(KeyStore store, Path file) throws Exception {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    /** A file with these texts, such as certificates and keys in PEM. */
    public static Path pem(Path directory, String... texts) throws Exception {
        return Files.writeString(Files.createTempFile(directory, "file", ".pem"), String.join("\n", texts));
    }

    /** The key in PEM as PKCS#8. */
    public static String pkcs8(X509Bundle owner) {
        return pem("PRIVATE KEY", owner.getKeyPair().getPrivate().getEncoded());
    }

    /** The key in PEM as PKCS#8, encrypted with {@link #PASSWORD}. */
    public static String encrypted(X509Bundle owner) throws Exception {
        JceOpenSSLPKCS8EncryptorBuilder encryptor = new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                .setProvider(new BouncyCastleProvider())
                .setPRF(PKCS8Generator.PRF_HMACSHA256)
                .setPassword(PASSWORD.toCharArray());
        PrivateKey key = owner.getKeyPair().getPrivate();
        return pem(
                "ENCRYPTED PRIVATE KEY",
                new JcaPKCS8Generator(key, encryptor.build()).generate().getContent());
    }

    /** The key in PEM in its older form: PKCS#1 for RSA, SEC 1 for an elliptic curve. */
    public static String traditional(X509Bundle owner) throws Exception {
        PrivateKey key = owner.getKeyPair().getPrivate();
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getEncoded());
        if (key instanceof ECPrivateKey curve) {
            ASN1Encodable named = info.getPrivateKeyAlgorithm().getParameters();
            return pem(
                    "EC PRIVATE KEY",
                    new org.bouncycastle.asn1.sec.ECPrivateKey(256, curve.getS(), named).getEncoded());
        }
        return pem("RSA PRIVATE KEY", info.parsePrivateKey().toASN1Primitive().getEncoded());
    }

    /** Anything in PEM. */
    public static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                + label + "-----\n";
    }
}
