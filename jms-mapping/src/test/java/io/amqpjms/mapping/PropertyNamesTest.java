package io.amqpjms.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a property may be called. */
class PropertyNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "_a", "$a", "a1", "žluť", "JMSXApp", "and", "true", "Null", "a$b"})
    void identifierIsAName(String name) {
        assertThat(PropertyNames.requireIdentifier(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NULL",
                "TRUE",
                "FALSE",
                "NOT",
                "AND",
                "OR",
                "BETWEEN",
                "LIKE",
                "IN",
                "IS",
                "ESCAPE",
                "1x",
                "a-b",
                "a.b",
                "with space"
            })
    void whatASelectorCannotNameIsRefused(String name) {
        assertThatThrownBy(() -> PropertyNames.requireIdentifier(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + name + "'");
    }

    @ParameterizedTest
    @NullAndEmptySource
    void absentNameIsRefused(String name) {
        assertThatThrownBy(() -> PropertyNames.require(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PropertyNames.requireIdentifier(name)).isInstanceOf(IllegalArgumentException.class);
    }
}
