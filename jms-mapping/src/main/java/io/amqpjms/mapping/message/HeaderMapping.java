package io.amqpjms.mapping.message;

import io.amqpjms.engine.message.AmqpWriter;
import io.amqpjms.engine.message.Binary;
import io.amqpjms.engine.message.EncodedMessage;
import io.amqpjms.engine.message.FieldReader;
import io.amqpjms.engine.message.Section;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.engine.message.UnsignedByte;
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
    static Headers read(EncodedMessage encoded, Decoding decoding, JmsAnnotations annotations, JmsDestination here) {
        Headers headers = new Headers();
        headers.durable = false;
        FieldReader fields = decoding.fields();
        if (encoded.beginHeader(fields)) {
            readHeader(fields, headers);
        }
        if (encoded.beginProperties(fields)) {
            readProperties(decoding, headers, annotations, here);
        } else {
            headers.destination = here;
        }
        headers.rare = headers.rare.withDeliveryTime(annotations.deliveryTime());
        return headers;
    }

    private static void readHeader(FieldReader fields, Headers headers) {
        headers.durable = Boolean.TRUE.equals(fields.next(Boolean.class));
        UnsignedByte priority = fields.next(UnsignedByte.class);
        if (priority != null) {
            headers.priority = (byte) Math.min(priority.intValue(), LARGEST_PRIORITY);
        }
        UnsignedInt ttl = fields.next(UnsignedInt.class);
        headers.ttl = ttl == null || ttl.longValue() == 0 ? null : Long.valueOf(ttl.longValue());
        fields.next(Boolean.class); // first-acquirer
        UnsignedInt count = fields.next(UnsignedInt.class);
        headers.deliveryCount = count == null ? 0 : count.longValue();
        fields.end();
    }

    private static void readProperties(
            Decoding decoding, Headers headers, JmsAnnotations annotations, JmsDestination here) {
        FieldReader fields = decoding.fields();
        headers.messageId = fields.nextId();
        Binary userId = fields.next(Binary.class);
        String to = fields.nextText(here.address(), decoding.to().address());
        headers.destination = to == null ? here : destination(to, annotations, here, decoding.to());
        headers.subject = fields.next(String.class);
        String replyTo = fields.nextText(decoding.replyTo().address(), here.address());
        headers.replyTo = replyTo == null ? null : replyTo(replyTo, annotations, here, decoding.replyTo());
        headers.correlationId = fields.nextId();
        headers.contentType = fields.next(Symbol.class);
        Symbol encoding = fields.next(Symbol.class);
        headers.expiration = time(fields.nextTime());
        headers.creationTime = time(fields.nextTime());
        headers.rare = RareHeaders.read(userId, encoding, fields);
        fields.end();
    }

    private static long time(long milliseconds) {
        return milliseconds == FieldReader.NO_TIME ? 0 : milliseconds;
    }

    private static JmsDestination destination(
            String to, JmsAnnotations annotations, JmsDestination here, RecentDestination recent) {
        DestinationKind kind = annotations.destinationKind();
        boolean isHere = (kind == null || kind == here.kind()) && to.equals(here.address()) && recent.isUnprefixed();
        return isHere ? here : recent.of(kind == null ? here.kind() : kind, to);
    }

    private static JmsDestination replyTo(
            String replyTo, JmsAnnotations annotations, JmsDestination here, RecentDestination recent) {
        DestinationKind kind = annotations.replyToKind();
        if (kind == null) {
            kind = here.kind().isTopic() ? DestinationKind.TOPIC : DestinationKind.QUEUE;
        }
        return recent.of(kind, replyTo);
    }

    /** Writes the header section; one that says nothing is left out. */
    static void writeHeader(AmqpWriter out, Headers headers) {
        Long ownTtl = headers.rare.ownTtl();
        Long ttl = ownTtl == null ? headers.ttl : ownTtl;
        boolean hasTtl = ttl != null && ttl > 0 && ttl <= LARGEST_UINT;
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
