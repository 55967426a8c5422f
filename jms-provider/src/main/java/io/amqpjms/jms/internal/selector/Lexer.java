package io.amqpjms.jms.internal.selector;

import static io.amqpjms.jms.internal.selector.Token.Kind.DECIMAL;
import static io.amqpjms.jms.internal.selector.Token.Kind.END;
import static io.amqpjms.jms.internal.selector.Token.Kind.INTEGER;
import static io.amqpjms.jms.internal.selector.Token.Kind.KEYWORD;
import static io.amqpjms.jms.internal.selector.Token.Kind.NAME;
import static io.amqpjms.jms.internal.selector.Token.Kind.STRING;
import static io.amqpjms.jms.internal.selector.Token.Kind.SYMBOL;

import jakarta.jms.InvalidSelectorException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a selector into words, one at each call; confined to the thread that parses. JMS 3.1 §3.8.1.1. */
final class Lexer {
    private static final Set<String> KEYWORDS =
            Set.of("NOT", "AND", "OR", "BETWEEN", "LIKE", "IN", "IS", "ESCAPE", "NULL", "TRUE", "FALSE");
    private static final List<String> SYMBOLS =
            List.of("<=", ">=", "<>", "=", "<", ">", "(", ")", ",", "+", "-", "*", "/");
    private static final Pattern NUMBER =
            Pattern.compile("0[xX]\\p{XDigit}+[lL]?|(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?[fFdDlL]?");
    private static final Pattern INTEGER_FORM = Pattern.compile("0[xX].+|\\d+[lL]?");

    private final String selector;
    private final Matcher number;
    private int next;

    Lexer(String selector) {
        this.selector = selector;
        this.number = NUMBER.matcher(selector);
    }

    Token read() throws InvalidSelectorException {
        while (next < selector.length() && isSpace(selector.charAt(next))) {
            next++;
        }
        if (next == selector.length()) {
            return new Token(END, "", next + 1);
        }
        if (selector.charAt(next) == '\'') {
            return string();
        }
        if (number.region(next, selector.length()).lookingAt()) {
            return number();
        }
        return Character.isJavaIdentifierStart(selector.codePointAt(next)) ? word() : symbol();
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\f' || c == '\n' || c == '\r';
    }

    private Token string() throws InvalidSelectorException {
        int start = next;
        StringBuilder content = new StringBuilder();
        int from = start + 1;
        int quote = selector.indexOf('\'', from);
        while (quote >= 0 && selector.startsWith("''", quote)) {
            content.append(selector, from, quote + 1);
            from = quote + 2;
            quote = selector.indexOf('\'', from);
        }
        if (quote < 0) {
            throw Fault.at(start + 1, "a string without its closing quote", selector);
        }
        next = quote + 1;
        return new Token(STRING, content.append(selector, from, quote).toString(), start + 1);
    }

    private Token number() throws InvalidSelectorException {
        int start = next;
        String digits = number.group();
        next = number.end();
        boolean exact = INTEGER_FORM.matcher(digits).matches();
        if (continuesBeyondNumber() || (!exact && digits.matches(".*[lL]"))) {
            throw Fault.at(start + 1, "malformed number beginning with '" + digits + '\'', selector);
        }
        return new Token(exact ? INTEGER : DECIMAL, digits, start + 1);
    }

    private boolean continuesBeyondNumber() {
        return next < selector.length()
                && (selector.charAt(next) == '.' || Character.isJavaIdentifierPart(selector.codePointAt(next)));
    }

    private Token word() {
        int start = next;
        while (next < selector.length() && Character.isJavaIdentifierPart(selector.codePointAt(next))) {
            next += Character.charCount(selector.codePointAt(next));
        }
        String name = selector.substring(start, next);
        String upper = name.toUpperCase(Locale.ROOT);
        // Only ASCII spellings are keywords: upper-casing makes an I of a dotless i.
        boolean keyword = KEYWORDS.contains(upper) && name.chars().allMatch(c -> c < 128);
        return keyword ? new Token(KEYWORD, upper, start + 1) : new Token(NAME, name, start + 1);
    }

    private Token symbol() throws InvalidSelectorException {
        int start = next;
        for (String symbol : SYMBOLS) {
            if (selector.startsWith(symbol, start)) {
                next += symbol.length();
                return new Token(SYMBOL, symbol, start + 1);
            }
        }
        String shown = Character.toString(selector.codePointAt(start));
        throw Fault.at(start + 1, "unexpected '" + shown + '\'' + hint(shown), selector);
    }

    private static String hint(String unexpected) {
        return switch (unexpected) {
            case "!" -> " (not equal is written <>)";
            case "\"" -> " (a string takes single quotes)";
            default -> "";
        };
    }
}
