package io.amqpjms.engine.testing;

import java.security.PrivilegedExceptionAction;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.login.LoginContext;
import javax.security.sasl.AuthorizeCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslServer;

/** The server's side of logins by GSSAPI, with the key of a JAAS entry, without a line. Belongs to one thread. */
public final class KerberosServer implements AutoCloseable {
    private final LoginContext context;

    /** Logs in by this entry. */
    public KerberosServer(String entry) throws Exception {
        context = new LoginContext(entry);
        context.login();
    }

    /** Begins a login. */
    public Side begin() throws Exception {
        return new Side(Subject.doAs(context.getSubject(), (PrivilegedExceptionAction<SaslServer>)
                () -> Sasl.createSaslServer(
                        "GSSAPI", "amqp", "localhost", Map.of(Sasl.SERVER_AUTH, "true"), KerberosServer::allow)));
    }

    private static void allow(Callback[] callbacks) {
        for (Callback callback : callbacks) {
            if (callback instanceof AuthorizeCallback who) {
                who.setAuthorized(true);
            }
        }
    }

    @Override
    public void close() throws Exception {
        context.logout();
    }

    /** One login. */
    public static final class Side implements AutoCloseable {
        private final SaslServer server;

        private Side(SaslServer server) {
            this.server = server;
        }

        /** The challenge that answers what the client said. */
        public byte[] answer(byte[] message) throws Exception {
            return server.evaluateResponse(message);
        }

        @Override
        public void close() throws Exception {
            server.dispose();
        }
    }
}
