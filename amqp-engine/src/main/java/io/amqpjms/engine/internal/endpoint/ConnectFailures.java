package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.EngineException.ConnectionFailed;
import io.amqpjms.engine.ErrorCondition;
import io.amqpjms.engine.Stage;
import io.amqpjms.engine.TcpOptions;
import io.amqpjms.engine.internal.transport.SocketErrors;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The sentences for connections that fail: what was being done, to whom, what happened, what to try. Stateless. */
final class ConnectFailures {
    private ConnectFailures() {}

    /**
     * Whether another try, or another peer, can help. A peer that has not yet noticed the loss of a line may still hold the
     * identity that was known there.
     *
     * @param told whether a peer was told this identity before, over a line that was lost
     */
    static boolean retryable(EngineException failure, boolean told) {
        if (failure instanceof EngineException.LoginFailed login) {
            return login.retryable();
        }
        String condition = failure.condition();
        return !"amqp:unauthorized-access".equals(condition) && (told || !"amqp:invalid-field".equals(condition));
    }

    /** Whether the peer may have been told the identity of a connection that then failed in this way. */
    static boolean mayHaveToldIdentity(EngineException failure) {
        return failure instanceof ConnectionFailed lost
                && lost.error() == null
                && (lost.stage() == Stage.SASL || lost.stage() == Stage.OPEN);
    }

    /** A try that came to nothing before anything was dialled; {@code before} is the peer of the last one that did. */
    static ConnectionFailed unprepared(int number, String before, Throwable thrown) {
        return new ConnectionFailed(
                Stage.DNS,
                "Could not begin try " + number + " to connect, after " + before + ": " + thrown
                        + ". Is the address of the next peer right, and the reconnect policy?",
                null,
                thrown);
    }

    static ConnectionFailed closedByPeer(ConnectionOptions options, Stage stage, @Nullable ErrorCondition error) {
        String reason = error == null ? "without giving a reason" : "with: " + error;
        String message = stage == Stage.OPENED
                ? "The peer at " + options.peer() + " closed the connection " + reason
                : "The peer at " + options.peer() + " refused the connection (" + stage + ") " + reason;
        return new ConnectionFailed(stage, message, error, null);
    }

    static ConnectionFailed protocolError(ConnectionOptions options, Stage stage, @Nullable ErrorCondition error) {
        String hint = stage == Stage.SASL
                ? ". Is that an AMQP 1.0 port, and does it want TLS (amqps://) or a login?"
                : ". The peer and this client do not understand each other.";
        return new ConnectionFailed(
                stage,
                "The connection to " + options.peer() + " broke off (" + stage + ") on a protocol error"
                        + (error == null ? "" : ": " + error) + hint,
                error,
                null);
    }

    static ConnectionFailed lost(ConnectionOptions options, Stage stage, @Nullable Throwable cause) {
        String happened = cause == null ? "the peer hung up" : SocketErrors.text(cause);
        String message = stage == Stage.OPENED
                ? "The connection to " + options.peer() + " was lost: " + happened
                : "Connecting to " + options.peer() + " failed (" + stage + "): " + happened
                        + hint(options, stage, cause);
        return new ConnectionFailed(stage, message, null, cause);
    }

    static ConnectionFailed tooLate(ConnectionOptions options, Stage stage) {
        return new ConnectionFailed(
                stage,
                "Connecting to " + options.peer() + " failed (" + stage + "): no answer within "
                        + options.openTimeout().toMillis() + " ms" + hint(options, stage, null),
                null,
                null);
    }

    static ConnectionFailed silent(ConnectionOptions options) {
        return new ConnectionFailed(
                Stage.OPENED,
                "The connection to " + options.peer() + " was given up: the peer has been silent for longer than the"
                        + " idle timeout of " + options.idleTimeout().toMillis() + " ms",
                null,
                null);
    }

    static ConnectionFailed importuned(ConnectionOptions options, Stage stage) {
        String what = "the peer began more than " + options.limits().uninvited()
                + " sessions and links that nobody asked it for";
        return new ConnectionFailed(
                stage,
                "The connection to " + options.peer() + " was given up: " + what,
                new ErrorCondition("amqp:not-allowed", what),
                null);
    }

    private static String hint(ConnectionOptions options, Stage stage, @Nullable Throwable cause) {
        return switch (stage) {
            case DNS -> ". Is the host name right, and can this machine resolve it?";
            case TCP -> tcpHint(options.tcp(), cause);
            case PROXY -> ". Is the proxy right, and does it let this client through to that host and port?";
            case TLS ->
                cause == null || cause instanceof SSLException
                        ? ". Does that port speak TLS, do both sides allow the same versions, and does the peer want a"
                                + " certificate of this client?"
                        : "";
            case WEB_SOCKET -> ". Does that server take WebSockets for AMQP at this path?";
            case SASL -> ". Is that an AMQP 1.0 port, and does it want TLS (amqps://) or a login?";
            case OPEN -> ". The login succeeded, but the peer did not open: does the virtual host exist?";
            case OPENED -> "";
        };
    }

    private static String tcpHint(TcpOptions tcp, @Nullable Throwable cause) {
        if (cause instanceof ConnectException) {
            return ". Is the broker running, and is that its AMQP port?";
        }
        if (cause instanceof NoRouteToHostException || (tcp.localAddress() == null && tcp.localPort() == 0)) {
            return ". Is the host up, and does a firewall stand between?";
        }
        String address = tcp.localAddress() == null ? "" : tcp.localAddress();
        return ". The options want it to leave from '" + address + ":" + tcp.localPort()
                + "': is that free, and of this machine?";
    }
}
