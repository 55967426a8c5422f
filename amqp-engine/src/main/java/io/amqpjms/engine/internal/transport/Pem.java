package io.amqpjms.engine.internal.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A PEM file taken apart (RFC 7468). Immutable.
 *
 * @param file where it was read from, for messages
 * @param blocks what stands between the lines of dashes, in order
 */
record Pem(Path file, List<Block> blocks) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*(?:-(?!----)[^-]*)*)-----END \\1-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "DSA");

    /** One thing in the file: what it is, and its text. */
    record Block(String label, String text) {
        byte[] bytes() {
            return Base64.getMimeDecoder().decode(text);
        }
    }

    static Pem parse(Path file, byte[] content) {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(new String(content, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2)));
        }
        return new Pem(file, blocks);
    }

    /** All certificates, in their order; at least one. */
    List<X509Certificate> certificates() throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks) {
            if (block.label().equals("CERTIFICATE") || block.label().equals("X509 CERTIFICATE")) {
                certificates.add(
                        (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.bytes())));
            }
        }
        if (certificates.isEmpty()) {
            throw new GeneralSecurityException("The file " + file + " holds no certificate in PEM");
        }
        return certificates;
    }

    /** The first private key: PKCS#8, encrypted or not, PKCS#1 or, for elliptic curves, SEC 1. */
    PrivateKey privateKey(char[] password) throws GeneralSecurityException {
        for (Block block : blocks) {
            switch (block.label()) {
                case "PRIVATE KEY" -> {
                    return key(new PKCS8EncodedKeySpec(block.bytes()));
                }
                case "ENCRYPTED PRIVATE KEY" -> {
                    return key(decrypted(block.bytes(), password));
                }
                case "RSA PRIVATE KEY" -> {
                    return key(new PKCS8EncodedKeySpec(Pkcs8.ofRsa(plain(block))));
                }
                case "EC PRIVATE KEY" -> {
                    return key(new PKCS8EncodedKeySpec(Pkcs8.ofEc(plain(block))));
                }
                default -> {
                    // A certificate, or parameters that the key repeats.
                }
            }
        }
        throw new GeneralSecurityException("The file " + file + " holds no private key in PEM");
    }

    private byte[] plain(Block block) throws GeneralSecurityException {
        if (block.text().contains("ENCRYPTED")) {
            throw new GeneralSecurityException("The private key in " + file + " is encrypted in a way that OpenSSL has"
                    + " given up. Convert it: openssl pkcs8 -topk8 -in <this file> -out <another>");
        }
        return block.bytes();
    }

    private PKCS8EncodedKeySpec decrypted(byte[] encrypted, char[] password) throws GeneralSecurityException {
        if (password.length == 0) {
            throw new GeneralSecurityException(
                    "The private key in " + file + " is encrypted, and no password is given for it");
        }
        PBEKeySpec secret = new PBEKeySpec(password);
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encrypted);
            // The parameters of PBES2 tell which algorithm it is; before Java 19 its name does not.
            String algorithm = info.getAlgParameters().toString();
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(secret),
                    info.getAlgParameters());
            return info.getKeySpec(cipher);
        } catch (IOException | GeneralSecurityException e) {
            throw new GeneralSecurityException(
                    "The private key in " + file + " cannot be decrypted with the password given", e);
        } finally {
            secret.clearPassword();
        }
    }

    private PrivateKey key(PKCS8EncodedKeySpec encoded) throws GeneralSecurityException {
        InvalidKeySpecException last = new InvalidKeySpecException();
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException other) {
                last.addSuppressed(other);
            }
        }
        throw new GeneralSecurityException(
                "The private key in " + file + " is none of " + String.join(", ", ALGORITHMS), last);
    }
}
