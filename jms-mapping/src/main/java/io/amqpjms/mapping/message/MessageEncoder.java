package io.amqpjms.mapping.message;

import static io.amqpjms.mapping.message.Failures.because;

import io.amqpjms.engine.message.AmqpEncodeException;
import io.amqpjms.engine.message.AmqpWriter;
import io.amqpjms.engine.message.EncodedMessage;
import io.amqpjms.engine.message.MessageBytes;
import io.amqpjms.engine.message.Section;
import io.amqpjms.mapping.AddressPrefixes;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The door to the wire: encodes a JMS message in one pass (AMQP 1.0 §3.2). A body or properties that came from the wire
 * and were not changed keep their exact types. For any thread; the message for one at a time.
 */
public final class MessageEncoder {

    private MessageEncoder() {}

    /** The message with addresses as they are. */
    public static byte[] encode(JmsMessage message) throws JMSException {
        return encode(message, AddressPrefixes.NONE);
    }

    /** The message with prefixes before the names of its destinations. */
    public static byte[] encode(JmsMessage message, AddressPrefixes prefixes) throws JMSException {
        return encode(message, prefixes, Map.of()).joined();
    }

    /**
     * The same with application properties that go out in place of those in the message, which stays as it is. A large body of
     * bytes is not copied.
     *
     * @param instead their names and values; null leaves one out
     */
    public static MessageBytes encode(
            JmsMessage message, AddressPrefixes prefixes, Map<String, @Nullable String> instead) throws JMSException {
        AmqpWriter out = AmqpWriter.scratch();
        if (message.settings().loneSurrogates() == LoneSurrogates.REPLACE) {
            out.replacingLoneSurrogates();
        }
        try {
            write(out, message, prefixes, instead);
            return out.takeMessage();
        } catch (AmqpEncodeException e) {
            throw because(new MessageFormatException("The message cannot be encoded: " + e.getMessage()), e);
        }
    }

    private static void write(
            AmqpWriter out, JmsMessage message, AddressPrefixes prefixes, Map<String, @Nullable String> instead)
            throws JMSException {
        Headers headers = message.headers();
        if (!message.bodyFromWire()) {
            headers.contentType = message.contentType();
            headers.rare = headers.rare.withoutContentEncoding();
        }
        HeaderMapping.writeHeader(out, headers);
        AnnotationMapping.write(out, message, annotatedType(message, headers));
        HeaderMapping.writeProperties(out, headers, prefixes);
        if (!instead.isEmpty()) {
            writeApplicationProperties(out, replaced(message.properties().values(), instead));
        } else if (message.hasProperties()) {
            writeApplicationProperties(out, message.properties().values());
        }
        EncodedMessage source = message.source();
        if (source != null && message.bodyFromWire() && source.bodyKind() != 0) {
            source.writeBodyTo(out);
        } else {
            message.openBody();
            message.writeBody(out);
        }
    }

    /** None for text that is not in UTF-8: a receiver may take the annotation for a promise that it is. */
    private static @Nullable MessageType annotatedType(JmsMessage message, Headers headers) {
        MessageType type = message.type();
        EncodedMessage source = message.source();
        if (type == MessageType.TEXT && message.bodyFromWire() && source != null && source.bodyKind() == Section.DATA) {
            Charset charset = ContentType.charset(headers.contentType);
            return StandardCharsets.UTF_8.equals(charset) ? type : null;
        }
        return type;
    }

    private static Map<String, @Nullable Object> replaced(
            Map<String, @Nullable Object> values, Map<String, @Nullable String> instead) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(values);
        instead.forEach((name, value) -> {
            if (value == null) {
                all.remove(name);
            } else {
                all.put(name, value);
            }
        });
        return all;
    }

    private static void writeApplicationProperties(AmqpWriter out, Map<String, @Nullable Object> values) {
        if (!values.isEmpty()) {
            out.section(Section.APPLICATION_PROPERTIES);
            out.writeMap(values);
        }
    }
}
