package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.amqpjms.engine.Container;
import io.amqpjms.engine.Credentials;
import io.amqpjms.jms.internal.options.Options;
import io.amqpjms.jms.internal.watch.Watch;
import jakarta.jms.JMSException;
import org.junit.jupiter.api.Test;

class ConnectorTest {
    @Test
    void aConnectionThatIsClosingConnectsNowhereElse() {
        Options options = Options.of("amqp://localhost:1");
        Connector connector = new Connector(options, Credentials.NONE, new LineWatch(null, Watch.unasked()));
        Container closed = Container.create("closed");
        closed.close();
        JMSException failure = catchThrowableOfType(
                JMSException.class,
                () -> connector.connectOnce(closed, "closed", options.brokers().get(0)));
        assertThat(failure).hasMessageContaining("closed").hasCauseInstanceOf(IllegalStateException.class);
        assertThat(failure.getErrorCode()).isEqualTo("amqpjms:closed");
    }
}
