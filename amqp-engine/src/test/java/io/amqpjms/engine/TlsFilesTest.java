package io.amqpjms.engine;

import static io.amqpjms.engine.testing.Certificates.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.TlsFiles.Store;
import io.amqpjms.engine.testing.Certificates;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsFilesTest {
    @TempDir
    Path directory;

    private static TlsFiles keys(Path file, String password, Path privateKey, String alias) {
        Secret secret = password == null ? null : Secret.of(password);
        return new TlsFiles(Store.of(file, secret), privateKey, alias, null, false, "TLS");
    }

    private static TlsFiles trust(Path file, String password) {
        Secret secret = password == null ? null : Secret.of(password);
        return new TlsFiles(null, null, null, Store.of(file, secret), false, "TLS");
    }

    private static void refuses(TlsFiles files, Path named, String told) {
        assertThatThrownBy(files::load)
                .hasMessageContaining(named.toString())
                .hasMessageContaining(told)
                .hasMessageNotContaining(PASSWORD);
    }

    private String chain() {
        return Certificates.CLIENT.getCertificatePathPEM();
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path missing = directory.resolve("missing.p12");
        refuses(keys(missing, PASSWORD, null, null), missing, "not there");
        refuses(trust(missing, PASSWORD), missing, "not there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void aWrongPasswordIsNamedAndNotShown(String type) throws Exception {
        Path file = Certificates.keyStore(directory, type, Certificates.CLIENT);
        refuses(keys(file, "wr0ng", null, null), file, "Are its password and its type right?");
        assertThatThrownBy(keys(file, "wr0ng", null, null)::load).hasMessageNotContaining("wr0ng");
    }

    @Test
    void anAliasThatIsNotThereIsNamedBesideThoseThatAre() throws Exception {
        Path file = Certificates.keyStore(directory, "PKCS12", Certificates.CLIENT, Certificates.RSA_CLIENT);
        refuses(keys(file, PASSWORD, null, "nobody"), file, "no key 'nobody', only [key-1, key-2]");
    }

    @Test
    void aTrustStoreWithoutItsPasswordIsNotTakenForAnEmptyOne() throws Exception {
        Path file = Certificates.trustStore(directory, "PKCS12", Certificates.AUTHORITY);
        refuses(trust(file, null), file, "Is its password right?");
    }

    @Test
    void aTypeThatIsGivenIsNotGuessed() throws Exception {
        Path file = Certificates.trustStore(directory, "JKS", Certificates.AUTHORITY);
        Store store = new Store(file, Secret.of(PASSWORD), "PEM");
        refuses(new TlsFiles(null, null, null, store, false, "TLS"), file, "holds no certificate in PEM");
    }

    @Test
    void pemWithoutWhatItIsReadForIsNamed() throws Exception {
        Path onlyChain = Certificates.pem(directory, chain());
        refuses(keys(onlyChain, null, null, null), onlyChain, "holds no private key");
        Path onlyKey = Certificates.pem(directory, Certificates.pkcs8(Certificates.CLIENT));
        refuses(keys(onlyKey, null, null, null), onlyKey, "holds no certificate");
        refuses(trust(onlyKey, null), onlyKey, "holds no certificate");
    }

    @Test
    void anEncryptedKeyWantsItsPassword() throws Exception {
        Path file = Certificates.pem(directory, chain(), Certificates.encrypted(Certificates.CLIENT));
        refuses(keys(file, null, null, null), file, "no password is given");
        refuses(keys(file, "wr0ng", null, null), file, "cannot be decrypted");
    }

    @Test
    void aKeyEncryptedInTheOldWayTellsHowToConvertIt() throws Exception {
        String old = Certificates.pem("RSA PRIVATE KEY", new byte[64])
                .replaceFirst(
                        "\n", "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF\n\n");
        Path file = Certificates.pem(directory, chain(), old);
        refuses(keys(file, PASSWORD, null, null), file, "openssl pkcs8 -topk8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY"})
    void aKeyThatIsGarbageIsNoKey(String label) throws Exception {
        Path file = Certificates.pem(directory, chain(), Certificates.pem(label, new byte[] {0x30, 3, 2, 1, 7}));
        assertThatThrownBy(keys(file, PASSWORD, null, null)::load).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void aPrivateKeyAloneIsNothing() throws Exception {
        Path key = Certificates.pem(directory, Certificates.pkcs8(Certificates.CLIENT));
        refuses(new TlsFiles(null, key, null, null, false, "TLS"), key, "has no certificate");
    }

    @Test
    void theStringFormHidesThePassword() throws Exception {
        assertThat(keys(directory, PASSWORD, null, null).toString()).doesNotContain(PASSWORD);
    }

    @Test
    void theSystemPropertiesNameTheDefaultKeys() throws Exception {
        Path missing = directory.resolve("missing.p12");
        System.setProperty("javax.net.ssl.keyStore", missing.toString());
        try {
            refuses(TlsFiles.NONE, missing, "not there");
        } finally {
            System.clearProperty("javax.net.ssl.keyStore");
        }
    }
}
