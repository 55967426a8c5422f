package io.amqpjms.jms.internal.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.InvalidSelectorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorsTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t\n\r\f"})
    void absentOrBlankSelectorSelectsEverything(String selector) throws Exception {
        assertThat(Selectors.checked(selector)).isNull();
        assertThat(Selectors.presentOrNull(selector)).isNull();
    }

    @Test
    void checkedSelectorIsPassedOnAsWritten() throws Exception {
        assertThat(Selectors.checked(" a = 'B' ")).isEqualTo(" a = 'B' ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "flag",
                "TRUE",
                "(flag)",
                "NOT flag",
                "NOT NOT flag",
                "TRUE OR (FALSE AND FALSE)",
                "a = 1 AND b = 2 OR NOT c = 3",
                "NOT (a = 1)",
                "(a = 1) = TRUE",
                "flag = TRUE AND other <> FALSE",
                "JMSType = 'car' AND color = 'blue' AND weight > 2500",
                "JMSDeliveryMode = 'PERSISTENT'",
                "JMSXGroupSeq > 3 AND JMS_x IS NULL"
            })
    void conditionsAreAccepted(String selector) {
        assertAccepted(selector);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = 0",
                "a = 57",
                "a = -957",
                "a = +62",
                "a = - 5",
                "a = 1L",
                "a = 1l",
                "a = 0x1d",
                "a = 0XFFL",
                "a = 0xFFFFFFFFFFFFFFFF",
                "a = 035",
                "a = 00",
                "a = 9223372036854775807",
                "a = -9223372036854775808L",
                "a = 5 - -9223372036854775808"
            })
    void exactNumbersAreAccepted(String selector) {
        assertAccepted(selector);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = 7.",
                "a = .7e4",
                "a = -95.7",
                "a = +6.2",
                "a = 7E3",
                "a = -57.9E2",
                "a = 1e-3",
                "a = 1e+3",
                "a = 1.5f",
                "a = 1D",
                "a = 7000.d",
                "a = 1.7976931348623157E308"
            })
    void approximateNumbersAreAccepted(String selector) {
        assertAccepted(selector);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- a < 0",
                "- - a < 0",
                "-(a + 1) < 0",
                "a + b * c - d / e = 6",
                "a*2 = 10 AND b/2 = -5",
                "(a + 1) * 2 >= b",
                "a -1 = 5",
                "a-1=5",
                "a <= b AND a >= b AND a < b AND a > b AND a <> b"
            })
    void arithmeticIsAccepted(String selector) {
        assertAccepted(selector);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "age BETWEEN 15 AND 19",
                "age NOT BETWEEN 15 AND 19 AND flag",
                "age BETWEEN low - 1 AND high * 2 OR flag",
                "5 BETWEEN low AND high",
                "Country IN ('UK')",
                "Country IN ('UK', 'US', 'France')",
                "Country NOT IN ('UK', 'US')",
                "phone LIKE '12%3'",
                "phone NOT LIKE '12_3'",
                "underscored LIKE '\\_%' ESCAPE '\\'",
                "name LIKE '' ESCAPE '\uD83D\uDE00'",
                "(name) LIKE 'a%'",
                "name IS NULL",
                "name IS NOT NULL",
                "NOT name IS NULL"
            })
    void testsOfAPropertyAreAccepted(String selector) {
        assertAccepted(selector);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$price > 1",
                "_x = 1",
                "a1 = 1",
                "gr\u00fc\u00dfe = 1",
                "\uD835\uDC9C = 1",
                "nullable = 1",
                "notes = 1",
                "true1 = 1",
                "l\u0131ke = 1",
                "\u0131n = 1"
            })
    void identifiersFollowJava(String selector) {
        assertAccepted(selector);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a is not null and b like 'x' escape 'y'",
                "a Between 1 And 2 oR nOt b iN ('c')",
                "flag = true or flag = False",
                "a=\n1\tAND\fb\r=2"
            })
    void keywordsAreOfAnyCaseAndSpaceIsJavas(String selector) {
        assertAccepted(selector);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a = ''", "a = 'literal''s'", "a = ''''", "a = 'AND \" != ('", "a = '\n'", "'x' = a"})
    void stringsAreAccepted(String selector) {
        assertAccepted(selector);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a = )                | unexpected ')', expected a property, a value or '(', at 5",
                "a =                  | unexpected end, expected a property, a value or '(', at 4",
                "(a = 1               | unexpected end, expected ')', at 7",
                "(a = 1 b             | unexpected 'b', expected ')', at 8",
                "a = 1)               | unexpected ')', expected an operator or the end, at 6",
                "a b                  | unexpected 'b', expected an operator or the end, at 3",
                "a AND                | unexpected end, expected a property, a value or '(', at 6",
                "AND a                | unexpected AND, expected a property, a value or '(', at 1",
                "()                   | unexpected ')', expected a property, a value or '(', at 2",
                "a = = 1              | unexpected '=', expected a property, a value or '(', at 5",
                "a = NOT b            | unexpected NOT, expected a property, a value or '(', at 5",
                "a NOT = 1            | unexpected '=', expected BETWEEN, IN or LIKE, at 7",
                "a NOT NULL           | unexpected NULL, expected BETWEEN, IN or LIKE, at 7",
                "a BETWEEN 1 OR 2     | unexpected OR, expected AND, at 13",
                "a IN 'x'             | unexpected 'x', expected '(', at 6",
                "a IN ()              | unexpected ')', expected a string, at 7",
                "a IN ('x' 'y')       | unexpected 'y', expected ')', at 11",
                "a IN (1, 2)          | unexpected '1', expected a string, at 7",
                "a LIKE 7             | unexpected '7', expected a string, at 8",
                "a LIKE b             | unexpected 'b', expected a string, at 8",
                "a LIKE 'x' ESCAPE    | unexpected end, expected a string, at 18",
                "a LIKE 'x' ESCAPE '' | ESCAPE takes a string of one character, at 19",
                "a LIKE 'x' ESCAPE 'ab' | ESCAPE takes a string of one character, at 19",
                "a IS 1               | unexpected '1', expected NULL, at 6",
                "a != 1               | unexpected '!' (not equal is written <>), at 3",
                "a = \"x\"            | unexpected '\"' (a string takes single quotes), at 5",
                "a # b                | unexpected '#', at 3",
                "a = 'x               | a string without its closing quote, at 5",
                "a = 'x''             | a string without its closing quote, at 5"
            })
    void faultIsReportedWithItsPlaceAndWhatWasExpected(String selector, String fault) {
        assertRefused(selector.strip(), fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a = 0x       | malformed number beginning with '0', at 5",
                "a = 12abc    | malformed number beginning with '12', at 5",
                "a = 1.2.3    | malformed number beginning with '1.2', at 5",
                "a = 1.5L     | malformed number beginning with '1.5L', at 5",
                "a = 1e5L     | malformed number beginning with '1e5L', at 5",
                "a = 1_000    | malformed number beginning with '1', at 5",
                "a = 5e       | malformed number beginning with '5', at 5",
                "a = 09       | number 09 is no long, at 5",
                "a = 9223372036854775808   | number 9223372036854775808 is no long, at 5",
                "a = -9223372036854775809  | number 9223372036854775809 is no long, at 6",
                "a = 0x1FFFFFFFFFFFFFFFF   | number 0x1FFFFFFFFFFFFFFFF is no long, at 5",
                "a = 1e400    | number 1e400 is beyond the range of double, at 5"
            })
    void malformedNumberIsRefused(String selector, String fault) {
        assertRefused(selector.strip(), fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a > 'x'                 | > needs a number, not a string, at 5",
                "'x' <= TRUE             | <= needs a number, not a string, at 1",
                "a < b < c               | < needs a number, not a condition, at 1",
                "TRUE = 0                | a condition never equals a number, at 8",
                "'1' <> 1                | a string never equals a number, at 8",
                "a + 'x' = 1             | + needs a number, not a string, at 5",
                "-'x' = 1                | a sign needs a number, not a string, at 2",
                "a BETWEEN 'x' AND 'y'   | BETWEEN needs a number, not a string, at 11",
                "a BETWEEN 1 AND 'y'     | BETWEEN needs a number, not a string, at 17",
                "1 IN ('x')              | IN needs a property, not a number, at 1",
                "'x' LIKE 'x'            | LIKE needs a property, not a string, at 1",
                "a + 1 IS NULL           | IS NULL needs a property, not a number, at 1",
                "1 AND a                 | AND needs a condition, not a number, at 1",
                "a OR 'x'                | OR needs a condition, not a string, at 6",
                "NOT 1                   | NOT needs a condition, not a number, at 5",
                "a + 1                   | a selector needs a condition, not a number, at 1",
                "'x'                     | a selector needs a condition, not a string, at 1"
            })
    void literalsOfUnlikeTypesAreRefused(String selector, String fault) {
        assertRefused(selector.strip(), fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NULL", "TRUE", "FALSE", "NOT", "AND", "OR", "BETWEEN", "LIKE", "IN", "IS", "ESCAPE", "escape", "Null"
            })
    void keywordIsNoIdentifier(String keyword) {
        assertThatThrownBy(() -> Selectors.checked(keyword + " = 0")).isInstanceOf(InvalidSelectorException.class);
    }

    @Test
    void reasonableNestingIsAccepted() {
        assertAccepted("(".repeat(150) + "a" + ")".repeat(150));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "NOT ", "- "})
    void boundlessNestingIsRefused(String opening) {
        assertRefused(opening.repeat(100_000) + "a", "nested deeper than 200 levels");
    }

    @Test
    void longSelectorWithoutNestingIsAccepted() {
        assertAccepted("a = 1" + " OR a = 2".repeat(50_000));
    }

    @Test
    void longSelectorIsShortenedInTheError() {
        assertThatThrownBy(() -> Selectors.checked("a = 1 OR ".repeat(1_000)))
                .isInstanceOf(InvalidSelectorException.class)
                .message()
                .endsWith("...\"")
                .hasSizeLessThan(400);
    }

    private static void assertAccepted(String selector) {
        assertThatCode(() -> Selectors.checked(selector)).doesNotThrowAnyException();
    }

    private static void assertRefused(String selector, String fault) {
        assertThatThrownBy(() -> Selectors.checked(selector))
                .isInstanceOf(InvalidSelectorException.class)
                .hasMessageStartingWith("invalid selector: " + fault);
    }
}
