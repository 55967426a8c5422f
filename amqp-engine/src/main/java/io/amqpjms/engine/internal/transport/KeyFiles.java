package io.amqpjms.engine.internal.transport;

import io.amqpjms.engine.TlsFiles.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads files with keys and certificates, of whatever format, into key stores in memory. Stateless. */
final class KeyFiles {
    private static final String PEM = "PEM";
    private static final String IN_MEMORY = "PKCS12";

    private KeyFiles() {}

    /** A store with the private keys and their certificates; only that of the alias if one is given. */
    static KeyStore keys(Store store, @Nullable Path privateKey, @Nullable String alias, char[] password)
            throws GeneralSecurityException, IOException {
        byte[] content = read(store.file());
        if (privateKey != null || isPem(store, content)) {
            Pem certificates = Pem.parse(store.file(), content);
            Pem key = privateKey == null ? certificates : Pem.parse(privateKey, read(privateKey));
            return pemKeys(certificates.certificates(), key.privateKey(password), alias, password);
        }
        KeyStore keys = load(store, content, password);
        return alias == null ? keys : only(alias, keys, store.file(), password);
    }

    /** A store with the certificates to trust, at least one. */
    static KeyStore trust(Store store, char[] password) throws GeneralSecurityException, IOException {
        byte[] content = read(store.file());
        KeyStore trusted;
        if (isPem(store, content)) {
            trusted = empty();
            List<X509Certificate> certificates =
                    Pem.parse(store.file(), content).certificates();
            for (int i = 0; i < certificates.size(); i++) {
                trusted.setCertificateEntry("trusted-" + i, certificates.get(i));
            }
        } else {
            trusted = load(store, content, password);
        }
        if (trusted.size() == 0) {
            throw new GeneralSecurityException("The trust store " + store.file()
                    + " holds no certificate that can be read. Is its password right?");
        }
        return trusted;
    }

    private static byte[] read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException("The file " + file + " is not there or cannot be read");
        }
        return Files.readAllBytes(file);
    }

    private static boolean isPem(Store store, byte[] content) {
        return store.type() == null
                ? new String(content, StandardCharsets.ISO_8859_1).contains("-----BEGIN ")
                : store.type().equalsIgnoreCase(PEM);
    }

    // The JDK's default type reads PKCS12 and JKS alike.
    private static KeyStore load(Store store, byte[] content, char[] password) throws GeneralSecurityException {
        String type = store.type() == null ? KeyStore.getDefaultType() : store.type();
        KeyStore loaded = KeyStore.getInstance(type);
        try (InputStream in = new java.io.ByteArrayInputStream(content)) {
            loaded.load(in, password.length == 0 ? null : password);
            return loaded;
        } catch (IOException e) {
            throw new GeneralSecurityException(
                    "The file " + store.file() + " cannot be opened as a " + type
                            + " key store. Are its password and its type right?",
                    e);
        }
    }

    private static KeyStore only(String alias, KeyStore keys, Path file, char[] password)
            throws GeneralSecurityException, IOException {
        Key key = keys.isKeyEntry(alias) ? keys.getKey(alias, password) : null;
        if (key == null) {
            throw new GeneralSecurityException(
                    "The key store " + file + " has no key '" + alias + "', only " + Collections.list(keys.aliases()));
        }
        return with(alias, key, keys.getCertificateChain(alias), password);
    }

    private static KeyStore pemKeys(
            List<X509Certificate> chain, PrivateKey key, @Nullable String alias, char[] password)
            throws GeneralSecurityException, IOException {
        return with(alias == null ? "pem" : alias, key, chain.toArray(new Certificate[0]), password);
    }

    private static KeyStore with(String alias, Key key, Certificate[] chain, char[] password)
            throws GeneralSecurityException, IOException {
        KeyStore one = empty();
        one.setKeyEntry(alias, key, password, chain);
        return one;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore empty = KeyStore.getInstance(IN_MEMORY);
        empty.load(null, null);
        return empty;
    }
}
