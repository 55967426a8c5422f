package io.amqpjms.tool;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An application property of a message. Immutable. */
record Property(String name, Object value) {
    private static final Pattern FORM = Pattern.compile("([^:=]+)(?::([^=]*))?=(.*)", Pattern.DOTALL);

    /** Reads {@code name=text} or {@code name:type=value}. Stateless. */
    static final class Converter implements ITypeConverter<Property> {
        @Override
        public Property convert(String text) {
            Matcher parts = FORM.matcher(text);
            if (!parts.matches()) {
                throw new TypeConversionException(
                        "'" + text + "' is no property: write name=text, or name:type=value such as weight:int=5");
            }
            String type = parts.group(2) == null ? "string" : parts.group(2).toLowerCase(Locale.ROOT);
            return new Property(parts.group(1), value(type, parts.group(3)));
        }

        private static Object value(String type, String text) {
            try {
                return switch (type) {
                    case "string" -> text;
                    case "boolean" -> truth(text);
                    case "byte" -> Byte.valueOf(text);
                    case "short" -> Short.valueOf(text);
                    case "int" -> Integer.valueOf(text);
                    case "long" -> Long.valueOf(text);
                    case "float" -> Float.valueOf(text);
                    case "double" -> Double.valueOf(text);
                    default ->
                        throw new TypeConversionException("a property cannot be of type '" + type
                                + "': string, boolean, byte, short, int, long, float and double are known");
                };
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'" + text + "' is no " + type);
            }
        }

        private static Boolean truth(String text) {
            if (text.equals("true") || text.equals("false")) {
                return Boolean.valueOf(text);
            }
            throw new TypeConversionException("'" + text + "' is no boolean: write true or false");
        }
    }
}
