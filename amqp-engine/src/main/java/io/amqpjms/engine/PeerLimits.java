package io.amqpjms.engine;

import io.amqpjms.engine.message.DecodeLimits;

/**
 * What a connection bears from its peer, beside the sizes of frames, windows and messages and the times that have options of
 * their own. Immutable; {@code with...} methods give changed copies.
 *
 * @param challenges how many challenges a login may have; more end it
 * @param uninvited how many sessions and links the peer may begin that this side did not ask for; each is refused, and more end
 *     the connection
 * @param parts how many parts a message may come in that is put together here, where transfers that are read together count
 *     as one; more end the link
 * @param unsettled how many deliveries of a link may be unsettled and the engine still grants credit by itself
 * @param decode what the decoder of messages bears
 */
public record PeerLimits(int challenges, int uninvited, int parts, int unsettled, DecodeLimits decode) {
    /** 16 challenges, 64 sessions and links, 262,144 parts, 100,000 deliveries. */
    public static final PeerLimits DEFAULT = new PeerLimits(16, 64, 1 << 18, 100_000, DecodeLimits.DEFAULT);

    public PeerLimits {
        if (challenges < 1 || uninvited < 0 || parts < 1 || unsettled < 1) {
            throw new IllegalArgumentException("A limit for the peer leaves it nothing: challenges " + challenges
                    + ", uninvited " + uninvited + ", parts " + parts + ", unsettled " + unsettled);
        }
    }

    public PeerLimits withChallenges(int most) {
        return new PeerLimits(most, uninvited, parts, unsettled, decode);
    }

    public PeerLimits withUninvited(int most) {
        return new PeerLimits(challenges, most, parts, unsettled, decode);
    }

    public PeerLimits withParts(int most) {
        return new PeerLimits(challenges, uninvited, most, unsettled, decode);
    }

    public PeerLimits withUnsettled(int most) {
        return new PeerLimits(challenges, uninvited, parts, most, decode);
    }

    public PeerLimits withDecode(DecodeLimits limits) {
        return new PeerLimits(challenges, uninvited, parts, unsettled, limits);
    }
}
