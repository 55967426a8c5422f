package io.amqpjms.jms.recovery;

import io.amqpjms.jms.recovery.Ledger.Ending;
import jakarta.jms.CompletionListener;
import jakarta.jms.Message;

/** A completion listener that writes down how its send ended. */
record Announced(Ledger ledger, int number) implements CompletionListener {
    @Override
    public void onCompletion(Message message) {
        ledger.ended(number, Ending.DONE);
    }

    @Override
    public void onException(Message message, Exception failure) {
        ledger.ended(number, Ending.FAILED);
    }
}
