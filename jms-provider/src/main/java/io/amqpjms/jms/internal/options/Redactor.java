package io.amqpjms.jms.internal.options;

import java.util.regex.Pattern;

/** Makes URIs fit to be shown in messages and logs. Stateless. */
public final class Redactor {

    /** What looks like a host with a port that is none, and an at sign only after the question mark that follows. */
    private static final Pattern CUT_OFF = Pattern.compile("[^?]*:(?!\\d+\\?)[^?:/\\])]*\\?.*@.*", Pattern.DOTALL);

    private Redactor() {}

    /** The URI up to its first option, for any option may hold a secret under a misspelt name; no user and no password. */
    public static String forMessage(String uri) {
        int question = uri.indexOf('?');
        if (cutsOffAPassword(uri)) {
            return schemeOf(uri.substring(0, question));
        }
        String place = question < 0 ? uri : uri.substring(0, question) + "?...";
        return withoutUser(place);
    }

    /** The text without the user and the password that may stand in it before a host. */
    static String withoutUser(String text) {
        int at = text.lastIndexOf('@');
        return at < 0 ? text : schemeOf(text.substring(0, at)) + text.substring(at);
    }

    /** Whether the first question mark may be part of a password before a host. */
    static boolean cutsOffAPassword(String uri) {
        return CUT_OFF.matcher(uri).matches();
    }

    /** The scheme alone, of a text that ends in a user. */
    private static String schemeOf(String user) {
        int slashes = user.indexOf("//");
        return user.substring(0, slashes < 0 ? user.indexOf(':') + 1 : slashes + 2) + "***";
    }
}
