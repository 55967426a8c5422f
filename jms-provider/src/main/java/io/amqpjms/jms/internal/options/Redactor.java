package io.amqpjms.jms.internal.options;

import java.util.regex.Pattern;

/** Makes URIs fit to be shown in messages and logs. Stateless. */
public final class Redactor {

    private static final Pattern USER_INFO = Pattern.compile("//[^?]*@");

    private Redactor() {}

    /** The URI up to its first option, for any option may hold a secret under a misspelt name; no user and no password. */
    public static String forMessage(String uri) {
        int question = uri.indexOf('?');
        String place = question < 0 ? uri : uri.substring(0, question) + "?...";
        return withoutUser(place);
    }

    /** The text without the user and the password that may stand in it before a host. */
    static String withoutUser(String text) {
        return USER_INFO.matcher(text).replaceAll("//***@");
    }
}
