package io.amqpjms.jms.internal.selector;

import static io.amqpjms.jms.internal.selector.ValueType.BOOLEAN;
import static io.amqpjms.jms.internal.selector.ValueType.NUMBER;
import static io.amqpjms.jms.internal.selector.ValueType.PROPERTY;
import static io.amqpjms.jms.internal.selector.ValueType.STRING;

import io.amqpjms.jms.internal.selector.Token.Kind;
import jakarta.jms.InvalidSelectorException;

/**
 * Checks one selector by recursive descent, a method to each level of precedence, knowing of each part only its type;
 * confined to one thread. JMS 3.1 §3.8.1.1.
 */
final class Parser {
    /** Keeps a hostile selector from exhausting the stack; far beyond what anyone writes. */
    private static final int DEEPEST = 200;

    private final String selector;
    private final Lexer lexer;
    private Token token = new Token(Kind.END, "", 1);
    private int depth;

    Parser(String selector) {
        this.selector = selector;
        this.lexer = new Lexer(selector);
    }

    void parse() throws InvalidSelectorException {
        advance();
        Operand whole = disjunction();
        if (!token.is(Kind.END)) {
            throw unexpected("an operator or the end");
        }
        require(whole, BOOLEAN, "a selector");
    }

    private Operand disjunction() throws InvalidSelectorException {
        Operand left = conjunction();
        while (accept("OR")) {
            left = joined(left, conjunction(), BOOLEAN, "OR");
        }
        return left;
    }

    private Operand conjunction() throws InvalidSelectorException {
        Operand left = negation();
        while (accept("AND")) {
            left = joined(left, negation(), BOOLEAN, "AND");
        }
        return left;
    }

    private Operand negation() throws InvalidSelectorException {
        int start = token.position();
        if (!accept("NOT")) {
            return comparison();
        }
        enter();
        require(negation(), BOOLEAN, "NOT");
        depth--;
        return new Operand(BOOLEAN, start);
    }

    private Operand comparison() throws InvalidSelectorException {
        Operand left = sum();
        while (true) {
            String operator = token.text();
            if (accept("=") || accept("<>")) {
                left = equality(left, sum());
            } else if (accept("<") || accept("<=") || accept(">") || accept(">=")) {
                left = condition(joined(left, sum(), NUMBER, operator));
            } else if (accept("IS")) {
                left = nullTest(left);
            } else if (accept("NOT")) {
                left = special(left, "BETWEEN, IN or LIKE");
            } else if (token.is("BETWEEN") || token.is("IN") || token.is("LIKE")) {
                left = special(left, "");
            } else {
                return left;
            }
        }
    }

    private Operand equality(Operand left, Operand right) throws InvalidSelectorException {
        if (!left.comparesWith(right)) {
            String what = left.type() + " never equals " + right.type();
            throw Fault.at(right.position(), what, selector);
        }
        return condition(left);
    }

    private Operand special(Operand left, String expected) throws InvalidSelectorException {
        if (accept("BETWEEN")) {
            joined(left, sum(), NUMBER, "BETWEEN");
            expect("AND");
            require(sum(), NUMBER, "BETWEEN");
        } else if (accept("IN")) {
            require(left, PROPERTY, "IN");
            strings();
        } else if (accept("LIKE")) {
            require(left, PROPERTY, "LIKE");
            pattern();
        } else {
            throw unexpected(expected);
        }
        return condition(left);
    }

    private Operand nullTest(Operand left) throws InvalidSelectorException {
        require(left, PROPERTY, "IS NULL");
        accept("NOT");
        expect("NULL");
        return condition(left);
    }

    private void strings() throws InvalidSelectorException {
        expect("(");
        do {
            string();
        } while (accept(","));
        expect(")");
    }

    private void pattern() throws InvalidSelectorException {
        string();
        if (accept("ESCAPE")) {
            int position = token.position();
            String escape = string();
            if (escape.codePointCount(0, escape.length()) != 1) {
                throw Fault.at(position, "ESCAPE takes a string of one character", selector);
            }
        }
    }

    private String string() throws InvalidSelectorException {
        if (!token.is(Kind.STRING)) {
            throw unexpected("a string");
        }
        String content = token.text();
        advance();
        return content;
    }

    private Operand sum() throws InvalidSelectorException {
        Operand left = product();
        for (String sign = token.text(); accept("+") || accept("-"); sign = token.text()) {
            left = joined(left, product(), NUMBER, sign);
        }
        return left;
    }

    private Operand product() throws InvalidSelectorException {
        Operand left = signed();
        for (String sign = token.text(); accept("*") || accept("/"); sign = token.text()) {
            left = joined(left, signed(), NUMBER, sign);
        }
        return left;
    }

    private Operand signed() throws InvalidSelectorException {
        int start = token.position();
        boolean negative = accept("-");
        if (!negative && !accept("+")) {
            return primary();
        }
        if (token.is(Kind.INTEGER)) {
            exact(negative);
            advance();
        } else {
            enter();
            require(signed(), NUMBER, "a sign");
            depth--;
        }
        return new Operand(NUMBER, start);
    }

    private Operand primary() throws InvalidSelectorException {
        int start = token.position();
        if (accept("(")) {
            enter();
            Operand inner = disjunction();
            expect(")");
            depth--;
            return new Operand(inner.type(), start);
        }
        ValueType type = accept("TRUE") || accept("FALSE") ? BOOLEAN : value();
        return new Operand(type, start);
    }

    private ValueType value() throws InvalidSelectorException {
        ValueType type = switch (token.kind()) {
            case INTEGER -> exact(false);
            case DECIMAL -> approximate();
            case STRING -> STRING;
            case NAME -> PROPERTY;
            default -> throw unexpected("a property, a value or '('");
        };
        advance();
        return type;
    }

    private ValueType exact(boolean negative) throws InvalidSelectorException {
        if (!Numerals.isExact(token.text(), negative)) {
            throw Fault.at(token.position(), "number " + token.text() + " is no long", selector);
        }
        return NUMBER;
    }

    private ValueType approximate() throws InvalidSelectorException {
        if (!Numerals.isApproximate(token.text())) {
            throw Fault.at(token.position(), "number " + token.text() + " is beyond the range of double", selector);
        }
        return NUMBER;
    }

    private Operand joined(Operand left, Operand right, ValueType type, String operator)
            throws InvalidSelectorException {
        require(left, type, operator);
        require(right, type, operator);
        return new Operand(type, left.position());
    }

    private static Operand condition(Operand begun) {
        return new Operand(BOOLEAN, begun.position());
    }

    private void require(Operand operand, ValueType type, String operator) throws InvalidSelectorException {
        if (!operand.canBe(type)) {
            throw Fault.at(operand.position(), operator + " needs " + type + ", not " + operand.type(), selector);
        }
    }

    private void enter() throws InvalidSelectorException {
        if (++depth > DEEPEST) {
            throw Fault.at(token.position(), "nested deeper than " + DEEPEST + " levels", selector);
        }
    }

    private boolean accept(String keywordOrSymbol) throws InvalidSelectorException {
        if (!token.is(keywordOrSymbol)) {
            return false;
        }
        advance();
        return true;
    }

    private void expect(String keywordOrSymbol) throws InvalidSelectorException {
        if (!accept(keywordOrSymbol)) {
            throw unexpected(
                    Character.isLetter(keywordOrSymbol.charAt(0)) ? keywordOrSymbol : '\'' + keywordOrSymbol + '\'');
        }
    }

    private void advance() throws InvalidSelectorException {
        token = lexer.read();
    }

    private InvalidSelectorException unexpected(String expected) {
        return Fault.at(token.position(), "unexpected " + token.shown() + ", expected " + expected, selector);
    }
}
