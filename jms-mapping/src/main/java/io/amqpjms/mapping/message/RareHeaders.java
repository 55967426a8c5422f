package io.amqpjms.mapping.message;

import io.amqpjms.engine.message.Binary;
import io.amqpjms.engine.message.Properties;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.engine.message.UnsignedInt;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the header and properties sections that few messages have, apart from the others so that the others do not
 * pay for them. Immutable.
 *
 * @param ownTtl the application's own ttl (JMS_AMQP_TTL) in ms
 * @param userId UTF-8
 */
record RareHeaders(
        @Nullable Long ownTtl,
        @Nullable Binary userId,
        @Nullable Symbol contentEncoding,
        @Nullable String groupId,
        @Nullable Long groupSequence,
        @Nullable String replyToGroupId) {

    static final RareHeaders NONE = new RareHeaders(null, null, null, null, null, null);

    static RareHeaders of(Properties properties) {
        Binary userId = properties.userId();
        Symbol encoding = properties.contentEncoding();
        String groupId = properties.groupId();
        UnsignedInt sequence = properties.groupSequence();
        String replyToGroupId = properties.replyToGroupId();
        if (userId == null && encoding == null && groupId == null && sequence == null && replyToGroupId == null) {
            return NONE;
        }
        return new RareHeaders(
                null,
                userId,
                encoding,
                groupId,
                sequence == null ? null : Long.valueOf(sequence.longValue()),
                replyToGroupId);
    }

    RareHeaders withOwnTtl(@Nullable Long changed) {
        return new RareHeaders(changed, userId, contentEncoding, groupId, groupSequence, replyToGroupId);
    }

    RareHeaders withUserId(@Nullable Binary changed) {
        return new RareHeaders(ownTtl, changed, contentEncoding, groupId, groupSequence, replyToGroupId);
    }

    RareHeaders withoutContentEncoding() {
        return contentEncoding == null
                ? this
                : new RareHeaders(ownTtl, userId, null, groupId, groupSequence, replyToGroupId);
    }

    RareHeaders withGroupId(@Nullable String changed) {
        return new RareHeaders(ownTtl, userId, contentEncoding, changed, groupSequence, replyToGroupId);
    }

    RareHeaders withGroupSequence(@Nullable Long changed) {
        return new RareHeaders(ownTtl, userId, contentEncoding, groupId, changed, replyToGroupId);
    }

    RareHeaders withReplyToGroupId(@Nullable String changed) {
        return new RareHeaders(ownTtl, userId, contentEncoding, groupId, groupSequence, changed);
    }
}
