package io.amqpjms.jms.internal.options;

import java.time.Duration;
import java.util.List;

/** The options of the prefixes {@code amqp.}, {@code provider.} and {@code sasl.}: how AMQP is spoken. */
public final class AmqpOptions {

    private static final OptionList LIST = new OptionList("amqp.");
    private static final OptionList PROVIDER = new OptionList("provider.");
    private static final OptionList SASL = new OptionList("sasl.");
    private static final String NO_FALLBACK_CACHE = "The client keeps its own account of such senders.";

    public static final Option<Duration> IDLE_TIMEOUT = LIST.works(
            "idleTimeout",
            Kind.timeout(),
            "60000",
            "How long the broker may be silent before the connection counts as lost; half of it is announced.");

    public static final Option<String> VHOST = LIST.works(
            "vhost",
            Kind.text("tenant-a"),
            Default.NONE,
            "The host name told to the broker; left out it is the URI's host, empty it is not sent. A broker that sends the client"
                    + " elsewhere may name another one.");

    public static final Option<Boolean> SASL_LAYER =
            LIST.works("saslLayer", Kind.flag(), "true", "Whether to log in by SASL.");

    public static final Option<List<String>> SASL_MECHANISMS = LIST.works(
            "saslMechanisms",
            Kind.list("SCRAM-SHA-256,PLAIN"),
            null,
            "The mechanisms that may be used; left out, every one that fits the credentials, but GSSAPI only if named.",
            "There is no CRAM-MD5. A token in jms.password goes by XOAUTH2 or OAUTHBEARER only if that is named.");

    public static final Option<Boolean> SASL_ALLOW_INSECURE = LIST.works(
            "saslAllowInsecure",
            Kind.flag(),
            "false",
            "Whether a mechanism such as PLAIN may send the password in clear over an unencrypted connection to another"
                    + " machine.");

    public static final Option<Integer> MAX_FRAME_SIZE = LIST.works(
            "maxFrameSize",
            Kind.number(512, Integer.MAX_VALUE, "bytes"),
            "1048576",
            "The largest frame that is sent, if the broker takes as much. One that is received may have no more than that, and no"
                    + " more than a thousandth of the session's window: 16 to 128 KiB, by the heap.",
            "Received frames are smaller.");

    public static final Option<Integer> CHANNEL_MAX = LIST.works(
            "channelMax",
            Kind.number(0, 65_535, ""),
            "32767",
            "The highest channel number: one less than the number of sessions a connection may have. Temporary destinations, unsubscribe"
                    + " and connection consumers use one beside those of the application; where there is room for one only, they are"
                    + " refused. What is above 32767 counts as that.");

    public static final Option<Duration> DRAIN_TIMEOUT = LIST.works(
            "drainTimeout",
            Kind.timeout(),
            "60000",
            "How long a receive waits for the broker to say whether it has a message now.");

    public static final Option<Boolean> LINK_RECOVERY = LIST.works(
            "linkRecovery",
            Kind.flag(),
            "true",
            "Whether producers, consumers and sessions that the broker ends for a reason that passes, such as being idle, come"
                    + " back by themselves.");

    public static final Option<Boolean> TRACE_FRAMES = LIST.works(
            "traceFrames",
            Kind.flag(),
            "false",
            "Log every frame, to the logger io.amqpjms.engine.FRAMES at level TRACE.",
            "There, the logger is org.apache.qpid.jms.provider.amqp.FRAMES.");

    public static final Option<Integer> TRACE_FRAMES_PAYLOAD_LIMIT = LIST.works(
            "traceFramesPayloadLimit",
            Kind.number(0, Integer.MAX_VALUE, "bytes"),
            "1024",
            "How much of a message's payload the trace shows.");

    public static final Option<Boolean> TRACE_BYTES = LIST.noEffect(
            "traceBytes", Kind.flag(), "false", "Log the bytes of every read and write.", "Use amqp.traceFrames.");

    public static final Option<Boolean> ALLOW_NON_SECURE_REDIRECTS = LIST.noEffect(
            "allowNonSecureRedirects",
            Kind.flag(),
            "false",
            "Follow a broker's redirect from TLS to clear text.",
            "A redirect to clear text is never followed.");

    public static final Option<Integer> ANONYMOUS_FALLBACK_CACHE_SIZE = LIST.noEffect(
            "anonymousFallbackCacheSize",
            Kind.number(0, Integer.MAX_VALUE, "links"),
            "1",
            "How many links an anonymous producer keeps where the broker has no anonymous relay.",
            NO_FALLBACK_CACHE);

    public static final Option<Duration> ANONYMOUS_FALLBACK_CACHE_TIMEOUT = LIST.noEffect(
            "anonymousFallbackCacheTimeout",
            Kind.timeout(),
            "30000",
            "How long such a link may be idle before it is closed.",
            NO_FALLBACK_CACHE);

    public static final Option<Integer> SESSION_OUTGOING_WINDOW = LIST.noEffect(
            "sessionOutgoingWindow",
            Kind.number(-1, Integer.MAX_VALUE, "frames"),
            "-1",
            "The outgoing window of a session.",
            "The client sizes its windows itself.");

    public static final Option<Integer> MAX_WRITE_BYTES_BEFORE_FLUSH = LIST.noEffect(
            "maxWriteBytesBeforeFlush",
            Kind.number(1, Integer.MAX_VALUE, "bytes"),
            "131072",
            "How much is written before it is flushed.",
            "What waits is written and flushed together.");

    public static final Option<String> FUTURE_TYPE = PROVIDER.noEffect(
            "futureType",
            Kind.text("progressive"),
            Default.unlike(null, "by machine", "There is one way to wait."),
            "How a thread waits for an answer: conservative, balanced or progressive.",
            "There is one way to wait.");

    public static final Option<String> CONFIG_SCOPE = SASL.works(
            "options.configScope",
            Kind.text("amqp-jms-client"),
            "amqp-jms-client",
            "The JAAS entry to log in by Kerberos with; where none has this name, the user's ticket cache is used.");

    public static final Option<String> PROTOCOL =
            SASL.works("options.protocol", Kind.text("amqp"), "amqp", "The service's name for Kerberos.");

    public static final Option<String> SERVER_NAME = SASL.works(
            "options.serverName",
            Kind.text("broker.example.com"),
            Default.NONE,
            "The server's name for Kerberos; left out it is the URI's host.");

    private AmqpOptions() {}

    static List<Option<?>> all() {
        return OptionTable.joined(List.of(LIST.all(), PROVIDER.all(), SASL.all()));
    }
}
