package io.amqpjms.jms.internal.options;

import io.amqpjms.engine.PeerLimits;
import io.amqpjms.engine.ReceiverOptions;
import io.amqpjms.engine.message.DecodeLimits;
import java.util.List;

/** The options of the prefix {@code amqp.} that tell what is borne from a broker. */
public final class LimitOptions {
    private static final OptionList LIST = new OptionList("amqp.");

    public static final Option<Integer> MAX_MESSAGE_SIZE = LIST.works(
            "maxMessageSize",
            Kind.number(1, Integer.MAX_VALUE - 8, "bytes"),
            Default.NONE,
            "The largest message that is received; a larger one ends the consumer's link. Left out, it is a quarter of the"
                    + " heap, but at least 16 MiB.");

    public static final Option<Integer> MAX_PARTS_PER_MESSAGE = LIST.works(
            "maxPartsPerMessage",
            Kind.number(1, Integer.MAX_VALUE, "parts"),
            String.valueOf(PeerLimits.DEFAULT.parts()),
            "In how many parts a received message may come in, where frames that are read together count as one; more end the"
                    + " consumer's link.");

    public static final Option<Integer> MAX_NESTING = LIST.works(
            "maxNesting",
            Kind.number(1, 1000, ""),
            String.valueOf(DecodeLimits.DEFAULT.maxDepth()),
            "How deep the values of a received message may be nested; one that is deeper is undeliverable, a body cannot be"
                    + " read.");

    public static final Option<Integer> MAX_ELEMENTS = LIST.works(
            "maxElements",
            Kind.number(1, Integer.MAX_VALUE, ""),
            Default.NONE,
            "How many elements the lists, maps and arrays of a received message's section may have, keys counted too; one"
                    + " with more is undeliverable, a body cannot be read. Left out, it is one for each 256 bytes of the heap, from 65536 to 16"
                    + " million.");

    public static final Option<Integer> MAX_SASL_CHALLENGES = LIST.works(
            "maxSaslChallenges",
            Kind.number(1, Integer.MAX_VALUE, ""),
            String.valueOf(PeerLimits.DEFAULT.challenges()),
            "How many challenges a login may have; more end it.");

    public static final Option<Integer> MAX_UNINVITED = LIST.works(
            "maxUninvited",
            Kind.number(0, Integer.MAX_VALUE, ""),
            String.valueOf(PeerLimits.DEFAULT.uninvited()),
            "How many sessions and links the broker may begin that the client did not ask for; each is refused, and more end"
                    + " the connection.");

    private LimitOptions() {}

    static List<Option<?>> all() {
        return LIST.all();
    }

    /** The largest message that consumers take. */
    public static int maxMessageSize(Options options) {
        Integer bytes = options.find(MAX_MESSAGE_SIZE);
        return bytes == null ? ReceiverOptions.DEFAULT_MAX_MESSAGE_SIZE : bytes;
    }

    /** What the options bear from a broker otherwise. */
    public static PeerLimits of(Options options) {
        return PeerLimits.DEFAULT
                .withParts(options.get(MAX_PARTS_PER_MESSAGE))
                .withChallenges(options.get(MAX_SASL_CHALLENGES))
                .withUninvited(options.get(MAX_UNINVITED))
                .withDecode(decode(options));
    }

    private static DecodeLimits decode(Options options) {
        DecodeLimits decode = DecodeLimits.DEFAULT.withMaxDepth(options.get(MAX_NESTING));
        Integer elements = options.find(MAX_ELEMENTS);
        return elements == null ? decode : decode.withMaxElements(elements);
    }
}
