package io.amqpjms.jms.observability;

import static io.amqpjms.jms.observability.FlightRecording.called;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.engine.testing.FaultProxy;
import io.amqpjms.jms.AmqpConnectionFactory;
import io.amqpjms.jms.ConnectionStateListener;
import io.amqpjms.jms.TransactionInDoubtException;
import jakarta.jms.Connection;
import jakarta.jms.Session;
import jakarta.jms.TransactionRolledBackException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the flight recorder hears of transactions and lost lines. */
class FlightRecorderIT {
    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker();

    @RegisterExtension
    final FaultProxy line = new FaultProxy(broker::port);

    @Test
    void lostLineIsRecordedUntilThereIsAnotherOne() throws Exception {
        CountDownLatch restored = new CountDownLatch(1);
        try (FlightRecording recording = new FlightRecording()) {
            try (Connection connection = new AmqpConnectionFactory("failover:(" + line.uri() + ")")
                    .createConnection(new ConnectionStateListener() {
                        @Override
                        public void onRestored(String broker) {
                            restored.countDown();
                        }
                    })) {
                connection.createSession();
                line.cutAll();
                assertThat(restored.await(20, TimeUnit.SECONDS)).isTrue();
            }
            RecordedEvent reconnect = called("Reconnect", recording.events()).get(0);
            assertThat(reconnect.getBoolean("recovered")).isTrue();
            assertThat(reconnect.getInt("tries")).isPositive();
            assertThat(reconnect.getString("loss")).isNotEmpty();
            assertThat(reconnect.getString("broker")).contains(String.valueOf(line.port()));
            assertThat(reconnect.getDuration()).isPositive();
        }
    }

    @Test
    void endsOfTransactionsAreRecordedWithTheirOutcomes() throws Exception {
        String last;
        try (FlightRecording recording = new FlightRecording()) {
            try (Connection connection = new AmqpConnectionFactory("failover:(" + line.uri() + ")").createConnection();
                    Session session = connection.createSession(Session.SESSION_TRANSACTED)) {
                var producer = session.createProducer(session.createQueue("transacted"));
                producer.send(session.createTextMessage("kept"));
                session.commit();
                producer.send(session.createTextMessage("undone"));
                session.rollback();
                producer.send(session.createTextMessage("lost"));
                line.cutAll();
                Throwable notCommitted = catchThrowable(session::commit);
                assertThat(notCommitted)
                        .isInstanceOfAny(TransactionRolledBackException.class, TransactionInDoubtException.class);
                last = notCommitted instanceof TransactionInDoubtException ? "COMMIT IN_DOUBT" : "COMMIT ROLLED_BACK";
            }
            assertThat(called("Transaction", recording.events()))
                    .extracting(event -> event.getString("ending") + " " + event.getString("outcome"))
                    .startsWith("COMMIT DONE", "ROLLBACK DONE")
                    .contains(last);
        }
    }
}
