package io.amqpjms.mapping.message;

import io.amqpjms.engine.message.AmqpReader;
import io.amqpjms.engine.message.AmqpWriter;
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
    private static final int PROPERTIES = 13;

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
            headers.priority = (byte) Math.min(header.priority(), LARGEST_PRIORITY);
            headers.deliveryCount = header.deliveryCount();
            UnsignedInt ttl = header.ttl();
            headers.ttl = ttl == null || ttl.longValue() == 0 ? null : Long.valueOf(ttl.longValue());
        }
    }

    private static void readProperties(Properties properties, Headers headers) {
        headers.messageId = properties.messageId();
        headers.subject = properties.subject();
        headers.correlationId = properties.correlationId();
        headers.contentType = properties.contentType();
        headers.expiration = properties.absoluteExpiryTime();
        headers.creationTime = properties.creationTime();
        headers.rare = RareHeaders.of(properties);
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
        Long ownTtl = headers.rare.ownTtl();
        Long ttl = ownTtl == null ? headers.ttl : ownTtl;
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
        int fields = PROPERTIES;
        while (fields > 0 && !has(fields - 1, headers)) {
            fields--;
        }
        for (int field = 0; field < fields; field++) {
            if (has(field, headers)) {
                writeProperty(out, field, headers, prefixes);
            } else {
                out.writeNull();
            }
        }
        out.endLongList(mark, fields);
    }

    private static boolean has(int field, Headers headers) {
        return switch (field) {
            case 0 -> headers.messageId != null;
            case 1 -> headers.rare.userId() != null;
            case 2 -> headers.destination != null;
            case 3 -> headers.subject != null;
            case 4 -> headers.replyTo != null;
            case 5 -> headers.correlationId != null;
            case 6 -> headers.contentType != null;
            case 7 -> headers.rare.contentEncoding() != null;
            case 8 -> headers.expiration != 0;
            case 9 -> headers.creationTime != 0;
            case 10 -> headers.rare.groupId() != null;
            case 11 -> headers.rare.groupSequence() != null;
            default -> headers.rare.replyToGroupId() != null;
        };
    }

    private static void writeProperty(AmqpWriter out, int field, Headers headers, AddressPrefixes prefixes) {
        switch (field) {
            case 0 -> writeId(out, headers.messageId);
            case 1 -> out.writeObject(headers.rare.userId());
            case 2 -> out.writeObject(address(headers.destination, prefixes));
            case 3 -> out.writeObject(headers.subject);
            case 4 -> out.writeObject(address(headers.replyTo, prefixes));
            case 5 -> writeId(out, headers.correlationId);
            case 6 -> out.writeObject(headers.contentType);
            case 7 -> out.writeObject(headers.rare.contentEncoding());
            case 8 -> out.writeTimestamp(headers.expiration);
            case 9 -> out.writeTimestamp(headers.creationTime);
            case 10 -> out.writeObject(headers.rare.groupId());
            case 11 -> out.writeObject(uint(headers.rare.groupSequence()));
            default -> out.writeObject(headers.rare.replyToGroupId());
        }
    }

    private static void writeId(AmqpWriter out, @Nullable Object id) {
        if (id instanceof NumberedId numbered) {
            numbered.write(out);
        } else {
            out.writeObject(id);
        }
    }

    private static @Nullable String address(@Nullable JmsDestination destination, AddressPrefixes prefixes) {
        return destination == null ? null : prefixes.addressOf(destination);
    }

    private static @Nullable UnsignedInt uint(@Nullable Long number) {
        return number == null ? null : UnsignedInt.valueOf(number);
    }
}
