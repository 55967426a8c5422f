package io.amqpjms.jms.internal.selector;

/**
 * One word of a selector; immutable.
 *
 * @param text the keyword in upper case, the symbol, the name, the digits, or a string's content without its quotes
 * @param position where it begins, from 1
 */
record Token(Kind kind, String text, int position) {
    /** What a word is. */
    enum Kind {
        STRING,
        INTEGER,
        DECIMAL,
        NAME,
        KEYWORD,
        SYMBOL,
        END
    }

    boolean is(String keywordOrSymbol) {
        return (kind == Kind.KEYWORD || kind == Kind.SYMBOL) && text.equals(keywordOrSymbol);
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    /** How a user reads it in an error. */
    String shown() {
        return switch (kind) {
            case END -> "end";
            case KEYWORD -> text;
            default -> '\'' + text + '\'';
        };
    }
}
