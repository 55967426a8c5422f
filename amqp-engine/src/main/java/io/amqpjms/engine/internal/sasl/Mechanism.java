package io.amqpjms.engine.internal.sasl;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A SASL mechanism (RFC 4422). Immutable.
 *
 * @param name the name it is registered under
 * @param fits whether a login has what it needs
 * @param showsSecret whether its messages show the password or token to whoever can read the line
 * @param slow whether its steps compute long or wait for others, and have to leave the event loop
 * @param start begins a login
 */
record Mechanism(
        String name, Predicate<Login> fits, boolean showsSecret, boolean slow, Function<Login, Exchange> start) {
    /** All there are, strongest first. */
    static final List<Mechanism> STRONGEST_FIRST = List.of(
            quick(
                    "EXTERNAL",
                    login -> login.server().certificate().getAsBoolean() || login.names("EXTERNAL"),
                    login -> Unproved.EXTERNAL),
            slow("GSSAPI", login -> login.names("GSSAPI"), Kerberos::new),
            scram("SCRAM-SHA-512"),
            scram("SCRAM-SHA-256"),
            scram("SCRAM-SHA-1"),
            showing("OAUTHBEARER", login -> hasToken(login, "OAUTHBEARER"), OAuthBearer::new),
            showing("XOAUTH2", login -> hasToken(login, "XOAUTH2"), XOAuth2::new),
            showing("PLAIN", Login::hasPassword, Plain::new),
            quick("ANONYMOUS", login -> login.isNobody() || login.names("ANONYMOUS"), login -> Unproved.ANONYMOUS));

    boolean fits(Login login) {
        return login.allows(name) && fits.test(login);
    }

    boolean isWeakerThan(Mechanism other) {
        return STRONGEST_FIRST.indexOf(this) > STRONGEST_FIRST.indexOf(other);
    }

    private static Mechanism quick(String name, Predicate<Login> fits, Function<Login, Exchange> start) {
        return new Mechanism(name, fits, false, false, start);
    }

    private static Mechanism slow(String name, Predicate<Login> fits, Function<Login, Exchange> start) {
        return new Mechanism(name, fits, false, true, start);
    }

    private static Mechanism showing(String name, Predicate<Login> fits, Function<Login, Exchange> start) {
        return new Mechanism(name, fits, true, false, start);
    }

    private static Mechanism scram(String name) {
        return slow(name, login -> login.hasPassword() && !login.hasToken(), login -> new Scram(name, login));
    }

    /** A password may be a token too: whoever asks for the mechanism by name says that it is one. */
    private static boolean hasToken(Login login, String name) {
        return login.hasToken() || (login.hasPassword() && login.names(name));
    }
}
