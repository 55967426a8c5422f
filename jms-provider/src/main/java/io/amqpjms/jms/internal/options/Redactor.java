package io.amqpjms.jms.internal.options;

import java.util.regex.Pattern;

/** Makes URIs fit to be shown in messages and logs. Stateless. */
public final class Redactor {

    /** What looks like a host with a port that is none, and an at sign only after the question mark that follows. */
    private static final Pattern CUT_OFF = Pattern.compile("[^?]*:(?!\\d+\\?)[^?:/\\])]*\\?.*@.*", Pattern.DOTALL);

    private Redactor() {}

    /** The URI up to its first option, for any option may hold a secret under a misspelt name; no user and no password. */
    public static String forMessage(String uri) {
        if (cutsOffAPassword(uri)) {
            return uri.substring(0, userBegins(uri, uri.length())) + "***";
        }
        int question = uri.indexOf('?');
        String place = question < 0 ? uri : uri.substring(0, question) + "?...";
        return withoutUser(place);
    }

    /** The text without the user and the password that may stand in it before a host. */
    static String withoutUser(String text) {
        int at = text.lastIndexOf('@');
        return at < 0 ? text : text.substring(0, userBegins(text, at)) + "***" + text.substring(at);
    }

    /** Whether the first question mark may be part of a password before a host. */
    static boolean cutsOffAPassword(String uri) {
        return CUT_OFF.matcher(uri).matches();
    }

    private static int userBegins(String text, int end) {
        int slashes = text.indexOf("//");
        return Math.min(end, slashes < 0 ? text.indexOf(':') + 1 : slashes + 2);
    }
}
