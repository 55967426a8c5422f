package io.amqpjms.engine.internal.transport;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateRevokedException;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** Says in words what is wrong with a peer's certificate. Stateless. */
final class CertificateProblems {
    private CertificateProblems() {}

    /** What is wrong, with whose certificate. */
    static String explain(CertificateException problem, X509Certificate[] chain) {
        if (chain.length == 0) {
            return explain(problem);
        }
        X509Certificate own = chain[0];
        return "the peer's certificate (" + own.getSubjectX500Principal() + ", from "
                + own.getNotBefore().toInstant() + " to " + own.getNotAfter().toInstant() + ") "
                + (find(problem, CertPathBuilderException.class) == null ? what(problem) : stranger(chain));
    }

    /** What is wrong, for one who has not seen the certificate. */
    static String explain(CertificateException problem) {
        return "the peer's certificate " + what(problem);
    }

    private static String what(CertificateException problem) {
        if (find(problem, CertificateExpiredException.class) != null) {
            return "or one that vouches for it has expired";
        }
        if (find(problem, CertificateNotYetValidException.class) != null) {
            return "or one that vouches for it is not valid yet. Are the clocks right?";
        }
        if (find(problem, CertificateRevokedException.class) != null) {
            return "has been revoked";
        }
        if (find(problem, CertPathBuilderException.class) != null) {
            return "is self-signed, or vouched for by an authority that is not trusted here";
        }
        if (find(problem, CertPathValidatorException.class) != null) {
            return "is not valid: " + problem.getMessage();
        }
        // The JDK has no type of its own for this: it is what remains.
        return "is not made out to the host that was asked for: " + problem.getMessage();
    }

    private static String stranger(X509Certificate[] chain) {
        boolean selfSigned = chain[0].getSubjectX500Principal().equals(chain[0].getIssuerX500Principal());
        return selfSigned
                ? "is self-signed, and not among those trusted here: add it to the trust store"
                : "is vouched for by " + chain[chain.length - 1].getIssuerX500Principal()
                        + ", an authority that is not trusted here: add that to the trust store";
    }

    /** The first of these causes that is of this type. */
    static <T extends Throwable> @Nullable T find(@Nullable Throwable cause, Class<T> type) {
        Throwable next = cause;
        for (int depth = 0; next != null && depth < 20; depth++) {
            if (type.isInstance(next)) {
                return type.cast(next);
            }
            next = next.getCause();
        }
        return null;
    }
}
