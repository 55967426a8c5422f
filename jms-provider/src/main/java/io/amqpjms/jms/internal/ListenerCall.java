package io.amqpjms.jms.internal;

import io.amqpjms.jms.internal.ack.AckMode;
import io.amqpjms.jms.internal.ack.Received;
import io.amqpjms.jms.internal.watch.ReceiveWatch;
import io.amqpjms.mapping.message.JmsMessage;
import jakarta.jms.MessageListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives messages to listeners, and tells the acknowledge mode how that ended (JMS 3.1 §8.7). Stateless. */
final class ListenerCall {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerCall.class);

    private ListenerCall() {}

    /** Opens the message and gives it to the listener, on the thread that the session's listeners run on. */
    static void deliver(SessionImpl session, MessageListener listener, Received received, MessageIntake intake) {
        JmsMessage message = intake.open(received);
        if (message == null) {
            return;
        }
        message.acknowledger(session.acknowledger(received, message));
        AckMode ackMode = session.ackMode();
        ackMode.onListening(received);
        ReceiveWatch.Processing processing = intake.watch().processes(message);
        try {
            listener.onMessage(message);
            processing.over(null);
        } catch (Throwable thrown) {
            processing.over(thrown);
            session.logged(() -> LOG.warn(
                    "A message listener of {} failed; its acknowledge mode decides what follows", session, thrown));
            ackMode.onListenerFailed(received);
            return;
        }
        ackMode.onListened(received);
    }
}
