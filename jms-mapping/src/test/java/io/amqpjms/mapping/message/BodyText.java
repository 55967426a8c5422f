package io.amqpjms.mapping.message;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Date;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The body of a message in the text form of the recorded messages: every value with its type. */
final class BodyText {

    private BodyText() {}

    static String of(Message message) throws JMSException {
        if (message instanceof TextMessage text) {
            return text(text.getText());
        }
        if (message instanceof BytesMessage bytes) {
            byte[] read = new byte[(int) bytes.getBodyLength()];
            bytes.readBytes(read);
            return text(read);
        }
        if (message instanceof MapMessage map) {
            List<String> items = new ArrayList<>();
            for (Enumeration<?> names = map.getMapNames(); names.hasMoreElements(); ) {
                String name = (String) names.nextElement();
                items.add(text(name) + "=" + text(map.getObject(name)));
            }
            return "{" + String.join(", ", items) + "}";
        }
        if (message instanceof StreamMessage stream) {
            return items(stream).toString();
        }
        if (message instanceof ObjectMessage object) {
            return text(object.getObject());
        }
        return "(no body)";
    }

    private static List<String> items(StreamMessage stream) throws JMSException {
        List<String> items = new ArrayList<>();
        try {
            while (true) {
                items.add(text(stream.readObject()));
            }
        } catch (MessageEOFException end) {
            return items;
        }
    }

    static String text(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof byte[] bytes) {
            return "byte[" + bytes.length + "](0x" + HexFormat.of().formatHex(bytes) + ")";
        }
        if (value.getClass().isArray()) {
            return array(value);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(BodyText::text).collect(Collectors.joining(", ", "List[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> text(entry.getKey()) + "=" + text(entry.getValue()))
                    .collect(Collectors.joining(", ", "Map{", "}"));
        }
        return scalar(value);
    }

    private static String array(Object array) {
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            elements.add(text(Array.get(array, i)));
        }
        return array.getClass().getComponentType().getSimpleName() + "[]{" + String.join(", ", elements) + "}";
    }

    @SuppressWarnings("JavaUtilDate")
    private static String scalar(Object value) {
        String type = value.getClass().getName().replaceFirst("^java\\.(lang|util)\\.(?=\\w+$)", "");
        String text = value instanceof String string
                ? quoted(string)
                : value instanceof Character character
                        ? String.format("U+%04X", (int) character)
                        : value instanceof Date date ? Long.toString(date.getTime()) : value.toString();
        return type + "(" + text + ")";
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
