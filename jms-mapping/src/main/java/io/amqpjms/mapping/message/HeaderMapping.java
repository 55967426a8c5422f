package io.amqpjms.mapping.message;

import io.amqpjms.engine.message.AmqpWriter;
import io.amqpjms.engine.message.Binary;
import io.amqpjms.engine.message.EncodedMessage;
import io.amqpjms.engine.message.Header;
import io.amqpjms.engine.message.Properties;
import io.amqpjms.engine.message.Section;
import io.amqpjms.engine.message.UnsignedInt;
import io.amqpjms.mapping.AddressPrefixes;
import io.amqpjms.mapping.DestinationKind;
import io.amqpjms.mapping.JmsDestination;
import org.jspecify.annotations.Nullable;

/**
 * The header and properties sections (AMQP 1.0 §3.2.1, §3.2.4) and the JMS headers they hold (JMS 3.1 §3.4).
 * Stateless.
 */
final class HeaderMapping {

    private static final long LARGEST_UINT = 0xFFFF_FFFFL;
    private static final int LARGEST_PRIORITY = 9;

    private HeaderMapping() {}

    /** Takes over the header section. */
    static void readHeader(EncodedMessage encoded, Headers headers) {
        Header header = encoded.header();
        headers.durable = header != null && header.durable();
        if (header != null) {
            headers.priority = Math.min(header.priority(), LARGEST_PRIORITY);
            headers.deliveryCount = header.deliveryCount();
            UnsignedInt ttl = header.ttl();
            headers.ttl = ttl == null || ttl.longValue() == 0 ? null : ttl.longValue();
        }
    }

    /** Takes over the properties section. */
    static void readProperties(UnreadProperties unread, Headers headers) {
        Properties properties = unread.encoded().properties();
        Properties known = properties == null ? new Properties() : properties;
        Binary userId = known.userId();
        UnsignedInt sequence = known.groupSequence();
        headers.messageId = known.messageId();
        headers.userId = userId == null ? null : userId.toByteArray();
        headers.destination = destination(unread, known.to());
        headers.subject = known.subject();
        headers.replyTo = replyTo(unread, known.replyTo());
        headers.correlationId = known.correlationId();
        headers.contentType = known.contentType();
        headers.contentEncoding = known.contentEncoding();
        headers.expiration = expiration(known, unread, headers.ttl);
        headers.creationTime = known.creationTime();
        headers.groupId = known.groupId();
        headers.groupSequence = sequence == null ? null : sequence.longValue();
        headers.replyToGroupId = known.replyToGroupId();
    }

    private static long expiration(Properties properties, UnreadProperties unread, @Nullable Long ttl) {
        if (properties.hasAbsoluteExpiryTime()) {
            return properties.absoluteExpiryTime();
        }
        return ttl == null ? 0 : unread.receivedAt() + ttl;
    }

    private static JmsDestination destination(UnreadProperties unread, @Nullable String to) {
        DecodeContext context = unread.context();
        if (to == null) {
            return context.destination();
        }
        DestinationKind kind = unread.toKind() == null ? context.destination().kind() : unread.toKind();
        return context.prefixes().destinationOf(kind, to);
    }

    private static @Nullable JmsDestination replyTo(UnreadProperties unread, @Nullable String replyTo) {
        if (replyTo == null) {
            return null;
        }
        DestinationKind kind = unread.replyToKind();
        if (kind == null) {
            boolean topic = unread.context().destination().kind().isTopic();
            kind = topic ? DestinationKind.TOPIC : DestinationKind.QUEUE;
        }
        return unread.context().prefixes().destinationOf(kind, replyTo);
    }

    /** Writes the header section; one that says nothing is left out. */
    static void writeHeader(AmqpWriter out, Headers headers) {
        Long ttl = headers.ownTtl == null ? headers.ttl : headers.ownTtl;
        boolean hasTtl = ttl != null && ttl <= LARGEST_UINT;
        boolean hasPriority = headers.priority != Headers.DEFAULT_PRIORITY;
        if (!headers.durable && !hasPriority && !hasTtl) {
            return;
        }
        out.section(Section.HEADER);
        int mark = out.begin();
        out.writeBoolean(headers.durable);
        if (hasPriority) {
            out.writeUByte(headers.priority);
        } else if (hasTtl) {
            out.writeNull();
        }
        if (hasTtl && ttl != null) {
            out.writeUInt(ttl);
        }
        out.endList(mark, hasTtl ? 3 : hasPriority ? 2 : 1);
    }

    /** Writes the properties section up to the last field that is there. */
    static void writeProperties(AmqpWriter out, Headers headers, AddressPrefixes prefixes) {
        out.section(Section.PROPERTIES);
        int mark = out.beginLongList();
        FieldWriter fields = new FieldWriter(out);
        fields.id(headers.messageId);
        fields.bytes(headers.userId);
        fields.text(headers.destination == null ? null : prefixes.addressOf(headers.destination));
        fields.text(headers.subject);
        fields.text(headers.replyTo == null ? null : prefixes.addressOf(headers.replyTo));
        fields.id(headers.correlationId);
        fields.symbol(headers.contentType);
        fields.symbol(headers.contentEncoding);
        fields.time(headers.expiration);
        fields.time(headers.creationTime);
        fields.text(headers.groupId);
        fields.uint(headers.groupSequence);
        fields.text(headers.replyToGroupId);
        out.endLongList(mark, fields.count());
    }
}
