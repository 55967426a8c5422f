package io.amqpjms.engine.internal.sasl;

import io.amqpjms.engine.KerberosOptions;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Arrays;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;
import org.jspecify.annotations.Nullable;

/** Login by Kerberos (RFC 4752), through the JDK's own JAAS and GSS. Each step may wait for the KDC. */
final class Kerberos implements Exchange {
    private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";

    private final Login login;
    private final KerberosOptions options;
    private @Nullable LoginContext context;
    private @Nullable SaslClient client;

    Kerberos(Login login) {
        this.login = login;
        this.options = login.options().kerberos();
    }

    @Override
    public byte[] first() throws SaslException {
        context = logIn();
        SaslClient made = asUser(this::newClient);
        client = made;
        return made.hasInitialResponse() ? asUser(() -> made.evaluateChallenge(new byte[0])) : new byte[0];
    }

    private SaslClient newClient() throws SaslException {
        String host = options.serverName() == null ? login.server().address().host() : options.serverName();
        SaslClient made = Sasl.createSaslClient(
                new String[] {"GSSAPI"}, null, options.protocol(), host, Map.of(Sasl.SERVER_AUTH, "true"), null);
        if (made == null) {
            throw new SaslException("this Java runtime has no GSSAPI mechanism (module jdk.security.jgss)");
        }
        return made;
    }

    private LoginContext logIn() throws SaslException {
        try {
            LoginContext made = new LoginContext(options.configScope(), null, this::answer, configuration());
            made.login();
            return made;
        } catch (LoginException | SecurityException e) {
            throw new SaslException(
                    "no Kerberos login by the JAAS entry '" + options.configScope() + "': " + e.getMessage()
                            + ". Run kinit, or configure a keytab in that entry",
                    e);
        }
    }

    private Configuration configuration() {
        Configuration own = Configuration.getConfiguration();
        return own.getAppConfigurationEntry(options.configScope()) == null ? ticketCache() : own;
    }

    private static Configuration ticketCache() {
        AppConfigurationEntry entry = new AppConfigurationEntry(
                MODULE, LoginModuleControlFlag.REQUIRED, Map.of("useTicketCache", "true", "doNotPrompt", "true"));
        return new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return new AppConfigurationEntry[] {entry};
            }
        };
    }

    private void answer(Callback[] callbacks) {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                name.setName(login.user());
            } else if (callback instanceof PasswordCallback password) {
                char[] secret = login.secret();
                password.setPassword(secret);
                Arrays.fill(secret, '\0');
            }
        }
    }

    @Override
    public byte[] next(byte[] challenge) throws SaslException {
        SaslClient begun = client;
        if (begun == null) {
            throw new SaslException("the server sent a challenge before the first message");
        }
        byte[] answer = asUser(() -> begun.evaluateChallenge(challenge));
        return answer == null ? new byte[0] : answer;
    }

    @Override
    public void accepted(byte[] additional) throws SaslException {
        if (client == null || !client.isComplete()) {
            throw new SaslException("the server let the client in before both had shown who they are");
        }
    }

    private <T> T asUser(PrivilegedExceptionAction<T> step) throws SaslException {
        Subject subject = context == null ? new Subject() : context.getSubject();
        try {
            return Subject.doAs(subject, step);
        } catch (PrivilegedActionException e) {
            Throwable reason = e.getCause();
            Throwable root = reason.getCause() == null ? reason : reason.getCause();
            throw new SaslException("Kerberos refused: " + root.getMessage(), reason);
        } catch (RuntimeException malformed) {
            // The JDK checks less of what a server sends than it decrypts.
            throw new SaslException("Kerberos cannot make sense of what the server sent: " + malformed, malformed);
        }
    }

    @Override
    public void end() {
        try {
            if (client != null) {
                client.dispose();
            }
            if (context != null) {
                context.logout();
            }
        } catch (SaslException | LoginException harmless) {
            // What is left are tickets in memory that nobody refers to any more.
        }
    }
}
