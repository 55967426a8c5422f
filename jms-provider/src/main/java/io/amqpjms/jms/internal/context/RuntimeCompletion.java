package io.amqpjms.jms.internal.context;

import jakarta.jms.CompletionListener;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

/**
 * A completion listener that hears of failures as the simplified API words them, unchecked; called by the session's
 * thread for completions. JMS 3.1 §7.3.
 */
record RuntimeCompletion(CompletionListener listener) implements CompletionListener {
    @Override
    public void onCompletion(Message message) {
        listener.onCompletion(message);
    }

    @Override
    public void onException(Message message, Exception failure) {
        listener.onException(message, failure instanceof JMSException checked ? RuntimeErrors.of(checked) : failure);
    }
}
