package io.amqpjms.engine.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.ErrorCondition;
import io.amqpjms.engine.Stage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectFailuresTest {
    @ParameterizedTest
    @CsvSource({
        "amqp:unauthorized-access, false, false",
        "amqp:unauthorized-access, true, false",
        "amqp:invalid-field, false, false",
        "amqp:invalid-field, true, true",
        "amqp:connection:forced, false, true",
        "amqp:connection:forced, true, true"
    })
    void aRefusalIsFinalUnlessItMayPass(String condition, boolean told, boolean retryable) {
        EngineException refused = new EngineException.ConnectionFailed(
                Stage.OPEN, "refused", new ErrorCondition(condition, "not now"), null);
        assertThat(ConnectFailures.retryable(refused, told)).isEqualTo(retryable);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aLoginIsTriedAgainIfItsFaultMayPass(boolean passing) {
        EngineException refused = new EngineException.LoginFailed("refused", passing, null);
        assertThat(ConnectFailures.retryable(refused, true)).isEqualTo(passing);
    }
}
