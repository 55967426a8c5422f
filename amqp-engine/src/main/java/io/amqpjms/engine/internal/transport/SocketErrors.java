package io.amqpjms.engine.internal.transport;

import java.util.regex.Pattern;

/** What a failure of a socket says, whichever kind of sockets it comes from. Stateless. */
public final class SocketErrors {
    /** Native sockets name the call and the error's number first. */
    private static final Pattern CALL = Pattern.compile("^\\w+\\(\\.\\.\\) failed(?: with error\\(-?\\d+\\))?: ");

    private SocketErrors() {}

    /** The message, or the kind of failure if it has none. */
    public static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : CALL.matcher(message).replaceFirst("");
    }
}
