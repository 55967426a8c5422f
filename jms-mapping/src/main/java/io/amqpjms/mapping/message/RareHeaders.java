package io.amqpjms.mapping.message;

import io.amqpjms.engine.message.Binary;
import io.amqpjms.engine.message.FieldReader;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.engine.message.UnsignedInt;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the header, annotations and properties sections that few messages have, apart from the others so that the others do not
 * pay for them. Immutable.
 *
 * @param ownTtl the application's own ttl (JMS_AMQP_TTL) in ms
 * @param deliveryTime not to be delivered before this in ms since the epoch, 0 for at once
 * @param userId UTF-8
 */
record RareHeaders(
        @Nullable Long ownTtl,
        long deliveryTime,
        @Nullable Binary userId,
        @Nullable Symbol contentEncoding,
        @Nullable String groupId,
        @Nullable Long groupSequence,
        @Nullable String replyToGroupId) {

    static final RareHeaders NONE = new RareHeaders(null, 0, null, null, null, null, null);

    /** The last three of the properties section are read, those before them are given. */
    static RareHeaders read(@Nullable Binary userId, @Nullable Symbol encoding, FieldReader fields) {
        String groupId = fields.next(String.class);
        UnsignedInt sequence = fields.next(UnsignedInt.class);
        String replyToGroupId = fields.next(String.class);
        if (userId == null && encoding == null && groupId == null && sequence == null && replyToGroupId == null) {
            return NONE;
        }
        Long groupSequence = sequence == null ? null : Long.valueOf(sequence.longValue());
        return new RareHeaders(null, 0, userId, encoding, groupId, groupSequence, replyToGroupId);
    }

    RareHeaders withOwnTtl(@Nullable Long changed) {
        return new RareHeaders(changed, deliveryTime, userId, contentEncoding, groupId, groupSequence, replyToGroupId);
    }

    RareHeaders withDeliveryTime(long changed) {
        return changed == deliveryTime
                ? this
                : new RareHeaders(ownTtl, changed, userId, contentEncoding, groupId, groupSequence, replyToGroupId);
    }

    RareHeaders withUserId(@Nullable Binary changed) {
        return new RareHeaders(ownTtl, deliveryTime, changed, contentEncoding, groupId, groupSequence, replyToGroupId);
    }

    RareHeaders withoutContentEncoding() {
        return contentEncoding == null
                ? this
                : new RareHeaders(ownTtl, deliveryTime, userId, null, groupId, groupSequence, replyToGroupId);
    }

    RareHeaders withGroupId(@Nullable String changed) {
        return new RareHeaders(ownTtl, deliveryTime, userId, contentEncoding, changed, groupSequence, replyToGroupId);
    }

    RareHeaders withGroupSequence(@Nullable Long changed) {
        return new RareHeaders(ownTtl, deliveryTime, userId, contentEncoding, groupId, changed, replyToGroupId);
    }

    RareHeaders withReplyToGroupId(@Nullable String changed) {
        return new RareHeaders(ownTtl, deliveryTime, userId, contentEncoding, groupId, groupSequence, changed);
    }
}
