package io.amqpjms.tool;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** A TLS session in words. Stateless. */
final class TlsWords {
    private TlsWords() {}

    static String of(SSLSession session) {
        return session.getProtocol() + " with " + session.getCipherSuite() + ", certificate " + certificate(session);
    }

    private static String certificate(SSLSession session) {
        try {
            Certificate first = session.getPeerCertificates()[0];
            return first instanceof X509Certificate known ? of(known) : "of type " + first.getType();
        } catch (SSLPeerUnverifiedException e) {
            // A cipher suite without certificates is allowed to those who ask for it.
            return "none";
        }
    }

    private static String of(X509Certificate certificate) {
        return "of " + certificate.getSubjectX500Principal() + ", issued by " + certificate.getIssuerX500Principal()
                + ", good until "
                + certificate.getNotAfter().toInstant().atZone(ZoneOffset.UTC).toLocalDate();
    }
}
