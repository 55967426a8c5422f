package io.amqpjms.jms.internal.options;

import org.jspecify.annotations.Nullable;

/** Who logs in, and with what. Immutable; the string form never shows the password. */
public final class Credentials {

    private final @Nullable String user;
    private final @Nullable Secret password;

    Credentials(@Nullable String user, @Nullable Secret password) {
        this.user = user;
        this.password = password;
    }

    /** The user and the password as an application gives them; either may be missing. */
    public static Credentials of(@Nullable String user, @Nullable String password) {
        return new Credentials(user, password == null ? null : new Secret(password));
    }

    /** The user's name, or null for nobody in particular. */
    public @Nullable String user() {
        return user;
    }

    /** A copy of the password, or null if there is none; the caller may wipe it. */
    public char @Nullable [] password() {
        return password == null ? null : password.reveal();
    }

    @Override
    public String toString() {
        return "Credentials[user=" + user + ", password=" + (password == null ? "none" : password) + "]";
    }
}
