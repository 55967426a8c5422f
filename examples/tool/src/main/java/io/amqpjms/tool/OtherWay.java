package io.amqpjms.tool;

import io.amqpjms.engine.Connection;
import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.Container;
import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.SaslOptions;
import io.amqpjms.engine.Stage;
import io.amqpjms.engine.TlsFiles;
import io.amqpjms.engine.TlsOptions;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a port that could not be spoken to with TLS can be without, or the other way round: tried, not guessed. No credentials are
 * sent, and no certificate is looked at. For one thread, which waits.
 */
final class OtherWay {
    private OtherWay() {}

    /** Whether this may come from TLS that was expected or not; a certificate that was shown says that it does not. */
    static boolean mayHelp(EngineException.ConnectionFailed failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return false;
            }
        }
        return failure.stage() == Stage.TLS || failure.stage() == Stage.SASL;
    }

    /** What to do, if the other way works; else nothing. */
    static String hint(ConnectionOptions options, Duration patience) {
        boolean secure = options.tls() != null;
        if (!speaks(options, !secure, patience)) {
            return "";
        }
        String scheme = secure ? "amqp" : "amqps";
        return (secure ? "That port speaks AMQP without TLS: " : "That port speaks TLS: ") + "connect to " + scheme
                + "://" + options.host() + ":" + options.port();
    }

    private static boolean speaks(ConnectionOptions options, boolean withTls, Duration patience) {
        TlsFiles anyone = new TlsFiles(null, null, null, null, true, "TLS");
        ConnectionOptions.Builder other = ConnectionOptions.builder(options.host(), options.port())
                .tls(withTls ? new TlsOptions(anyone, false) : null)
                .sasl(SaslOptions.anonymous())
                .openTimeout(patience);
        try (Container container = Container.create()) {
            Connection connection = container.connect(other.build());
            connection.opened().get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException e) {
            return isBeyond(e.getCause(), withTls);
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A login that was refused shows as well as one that succeeded what the port speaks. */
    private static boolean isBeyond(@Nullable Throwable failure, boolean withTls) {
        return failure instanceof EngineException.LoginFailed
                || (failure instanceof EngineException.ConnectionFailed lost
                        && (lost.stage() == Stage.OPEN || (withTls && lost.stage() == Stage.SASL)));
    }
}
