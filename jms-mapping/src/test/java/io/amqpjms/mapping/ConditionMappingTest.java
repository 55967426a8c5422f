package io.amqpjms.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.InvalidClientIDException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.TransactionRolledBackException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** AMQP error conditions as JMS exceptions. */
class ConditionMappingTest {

    static Stream<Arguments> table() {
        return Stream.of(
                Arguments.of("amqp:unauthorized-access", JMSSecurityException.class),
                Arguments.of("amqp:resource-limit-exceeded", ResourceAllocationException.class),
                Arguments.of("amqp:not-found", InvalidDestinationException.class),
                Arguments.of("amqp:resource-deleted", InvalidDestinationException.class),
                Arguments.of("amqp:transaction:rollback", TransactionRolledBackException.class),
                Arguments.of("amqp:transaction:timeout", TransactionRolledBackException.class),
                Arguments.of("amqp:transaction:unknown-id", TransactionRolledBackException.class),
                Arguments.of("amqp:link:stolen", JMSException.class),
                Arguments.of("vendor:anything", JMSException.class));
    }

    @ParameterizedTest
    @MethodSource("table")
    void conditionGivesTypeAndErrorCode(String condition, Class<?> type) {
        JMSException exception = ConditionMapping.exception(condition, "what happened");

        assertThat(exception).isExactlyInstanceOf(type).hasMessage("what happened");
        assertThat(exception.getErrorCode()).isEqualTo(condition);
    }

    @Test
    void noConditionGivesAPlainException() {
        assertThat(ConditionMapping.exception(null, "x")).isExactlyInstanceOf(JMSException.class);
    }

    @Test
    void refusedContainerIdIsARefusedClientId() {
        Map<String, String> info = Map.of("invalid-field", "container-id");

        assertThat(ConditionMapping.exception("amqp:invalid-field", info, "x"))
                .isInstanceOf(InvalidClientIDException.class);
        assertThat(ConditionMapping.exception("amqp:invalid-field", Map.of(), "x"))
                .isExactlyInstanceOf(JMSException.class);
        assertThat(ConditionMapping.exception("amqp:not-found", info, "x"))
                .isInstanceOf(InvalidDestinationException.class);
    }
}
