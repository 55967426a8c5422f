package io.amqpjms.mapping.message;

import io.amqpjms.engine.message.AmqpReader;
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

    /** Takes over header and properties; the annotations tell kinds of destinations and the delivery time. */
    static Headers read(EncodedMessage encoded, AmqpReader reader, JmsAnnotations annotations, DecodeContext context) {
        Headers headers = new Headers();
        readHeader(encoded.header(reader), headers);
        Properties properties = encoded.properties(context.destination().address(), reader);
        if (properties == null) {
            headers.destination = context.destination();
        } else {
            readProperties(properties, headers);
            headers.destination = destination(properties.to(), annotations, context);
            headers.replyTo = replyTo(properties.replyTo(), annotations, context);
        }
        headers.deliveryTime = annotations.deliveryTime();
        return headers;
    }

    private static void readHeader(@Nullable Header header, Headers headers) {
        headers.durable = header != null && header.durable();
        if (header != null) {
            headers.priority = Math.min(header.priority(), LARGEST_PRIORITY);
            headers.deliveryCount = header.deliveryCount();
            UnsignedInt ttl = header.ttl();
            headers.ttl = ttl == null || ttl.longValue() == 0 ? null : Long.valueOf(ttl.longValue());
        }
    }

    private static void readProperties(Properties properties, Headers headers) {
        Binary userId = properties.userId();
        UnsignedInt sequence = properties.groupSequence();
        headers.messageId = properties.messageId();
        headers.userId = userId == null ? null : userId.toByteArray();
        headers.subject = properties.subject();
        headers.correlationId = properties.correlationId();
        headers.contentType = properties.contentType();
        headers.contentEncoding = properties.contentEncoding();
        headers.expiration = properties.absoluteExpiryTime();
        headers.creationTime = properties.creationTime();
        headers.groupId = properties.groupId();
        headers.groupSequence = sequence == null ? null : Long.valueOf(sequence.longValue());
        headers.replyToGroupId = properties.replyToGroupId();
    }

    private static JmsDestination destination(@Nullable String to, JmsAnnotations annotations, DecodeContext context) {
        if (to == null) {
            return context.destination();
        }
        JmsDestination here = context.destination();
        DestinationKind kind = annotations.destinationKind();
        boolean isHere = (kind == null || kind == here.kind())
                && to.equals(here.address())
                && context.prefixes().equals(AddressPrefixes.NONE);
        return isHere ? here : context.prefixes().destinationOf(kind == null ? here.kind() : kind, to);
    }

    private static @Nullable JmsDestination replyTo(
            @Nullable String replyTo, JmsAnnotations annotations, DecodeContext context) {
        if (replyTo == null) {
            return null;
        }
        DestinationKind kind = annotations.replyToKind();
        if (kind == null) {
            boolean topic = context.destination().kind().isTopic();
            kind = topic ? DestinationKind.TOPIC : DestinationKind.QUEUE;
        }
        return context.prefixes().destinationOf(kind, replyTo);
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
