package io.amqpjms.jms.internal.errors;

import java.util.Locale;

/**
 * What {@link jakarta.jms.JMSException#getErrorCode} says where no broker gave a condition. Immutable.
 *
 * <p>A code is promised: it is what programs tell failures apart by, while messages are for people and may change.
 */
public enum ErrorCode {
    DNS("The broker's host name is not known to this machine.", "Check the name in the URI, and the resolver."),
    TCP(
            "Nothing answers at the host and port, or a firewall stands between.",
            "Is the broker running, and is that its AMQP port?"),
    PROXY("The proxy does not answer, or does not let this client through.", "Check `transport.proxy` and its login."),
    TLS(
            "The TLS handshake failed; the message names the certificate and what is wrong with it.",
            "Trust its authority (`transport.trustStoreLocation`), use the host name that it is made out to, or show a"
                    + " certificate of your own if the broker asks for one."),
    WEB_SOCKET("The web server does not take WebSockets for AMQP at the path.", "Check the path of the URI."),
    SASL(
            "The login failed, as a `JMSSecurityException`; or the peer broke off before it, which is likely no AMQP 1.0"
                    + " port.",
            "Check user and password, `amqp.saslMechanisms`, and whether the port wants TLS."),
    OPEN(
            "The login succeeded, but the broker did not open the connection.",
            "Does the virtual host exist (`amqp.vhost`)?"),
    CONNECTION(
            "A connection that stood is lost, and does not come back by itself.",
            "Use `failover:(...)` or `jms.reconnect=true`, or connect again when the exception listener is called."),
    TIMEOUT(
            "The broker did not answer within the time of an option; of a send the message says whether it had left.",
            "Is there credit, is the queue full, is anybody receiving behind a router? See `jms.sendTimeout` and"
                    + " `jms.requestTimeout`."),
    INTERRUPTED(
            "The thread was interrupted in a wait; its flag is set again.",
            "End, or try again. A commit that the broker was asked for by then is told as in doubt instead"
                    + " (`amqpjms:transaction`)."),
    CLOSED(
            "The connection, session, producer or consumer is closed, or its end took the call along.",
            "Look for who closed it; where a failure did, it is the cause."),
    REJECTED("The broker rejected the message and gave no reason.", "Look into the broker's log."),
    RELEASED(
            "The broker gave the message back: nobody may be there to receive it, as behind a router.",
            "Start a consumer, or create the queue; then send again."),
    MODIFIED("The broker gave the message back as failed or undeliverable.", "As with a released one."),
    LOST(
            "Messages that are not persistent had no answer when the line was lost; told to the exception listener.",
            "Send persistent what must arrive."),
    ACKNOWLEDGED_TOO_LATE(
            "Messages came over a line that is lost, and cannot be acknowledged any more; thrown by `acknowledge`, it tells that"
                    + " nothing was.",
            "Expect them again, marked as redelivered; let the processing bear that. After `acknowledge`, call `recover` for"
                    + " what else the session has, or `acknowledge` once more."),
    TEMPORARY_DESTINATION_LOST(
            "A temporary queue or topic was made anew with the line, and what was on its way to it is gone.",
            "Ask again for answers that are missing."),
    TRANSACTION(
            "The transaction was rolled back (`TransactionRolledBackException`), or nobody knows"
                    + " (`TransactionInDoubtException`).",
            "Do the work of a rolled-back one again; look for the traces of one in doubt."),
    DECODE(
            "A message cannot be made out, or is beyond the limits, and was given back as undeliverable.",
            "Find its sender; see `amqp.maxNesting` and `amqp.maxElements`."),
    ILLEGAL_STATE(
            "A call that may not be made here and now, such as `commit` in a session that is not transacted.",
            "The message names the rule; the program has to change."),
    INVALID_ARGUMENT("An argument out of its range.", "The message names the range."),
    INVALID_URI("A URI that cannot be read, as a `JMSRuntimeException`.", "The message shows the place."),
    UNKNOWN_OPTION(
            "There is no option of this name, or not at this place; as a `JMSRuntimeException`, from `createConnection` as a `JMSException`.",
            "The message names the nearest one. See [OPTIONS](OPTIONS.md)."),
    INVALID_VALUE(
            "An option does not take this value; as a `JMSRuntimeException`.",
            "The message has the range and an example."),
    UNSUPPORTED(
            "The broker cannot do it (shared subscriptions, delay, selectors), or an option of another client is not"
                    + " offered.",
            "See [BROKERS](BROKERS.md); leave the option out."),
    FAILURE("Something that has no code of its own.", "Read the cause, and report it: this should not be seen.");

    private static final String PREFIX = "amqpjms:";

    private final String code = PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String cause;
    private final String advice;

    ErrorCode(String cause, String advice) {
        this.cause = cause;
        this.advice = advice;
    }

    /** As an exception bears it: {@code amqpjms:} and a word. */
    public String code() {
        return code;
    }

    /** Why, in a sentence. */
    public String cause() {
        return cause;
    }

    /** What to do about it, in a sentence. */
    public String advice() {
        return advice;
    }
}
