package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.EngineException.TransactionFailed;
import io.amqpjms.engine.ErrorCondition;
import io.amqpjms.engine.Handler;
import io.amqpjms.engine.Outcome;
import io.amqpjms.engine.OutcomeListener;
import io.amqpjms.engine.SenderOptions;
import io.amqpjms.engine.Source;
import io.amqpjms.engine.Target;
import io.amqpjms.engine.Tracker;
import io.amqpjms.engine.Transaction;
import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.message.Body;
import io.amqpjms.engine.message.Described;
import io.amqpjms.engine.message.UnsignedLong;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.qpid.proton.amqp.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * Declares and discharges the transactions of a session over one coordinator link (AMQP 1.0 §4). Loop-confined, but for
 * {@link #discharge}.
 */
final class Coordinator {
    private static final UnsignedLong DECLARE = UnsignedLong.valueOf(0x31);
    private static final UnsignedLong DISCHARGE = UnsignedLong.valueOf(0x32);
    private static final Symbol LOCAL_TRANSACTIONS = Symbol.valueOf("amqp:local-transactions");

    private final SessionEndpoint session;
    private @Nullable SenderEndpoint link;
    private int inUse;

    Coordinator(SessionEndpoint session) {
        this.session = session;
    }

    void declare(CompletableFuture<Transaction> declared) {
        byte[] message = encode(DECLARE, List.of());
        SenderEndpoint over = link();
        over.send(message, null, new OutcomeListener() {
            @Override
            public void onOutcome(Tracker tracker, Outcome outcome) {
                if (outcome instanceof Outcome.Declared granted) {
                    declared.complete(new TransactionEndpoint(Coordinator.this, over, granted.transactionId()));
                } else {
                    declared.completeExceptionally(refused("begin", outcome));
                }
            }

            @Override
            public void onFailure(Tracker tracker, EngineException failure) {
                declared.completeExceptionally(failed("begin", false, failure));
            }
        });
    }

    CompletableFuture<Void> discharge(TransactionEndpoint transaction, boolean rollback) {
        CompletableFuture<Void> discharged = new CompletableFuture<>();
        session.loop().execute(() -> {
            EngineException broken = rollback ? null : transaction.broken();
            if (!transaction.isCurrent()) {
                discharged.completeExceptionally(transaction.gone(rollback ? "roll back" : "commit"));
            } else if (broken != null) {
                // The peer does not know that part of it is missing, and would commit the rest.
                discharge(transaction, true, new CompletableFuture<>());
                discharged.completeExceptionally(failed("commit", false, broken));
            } else {
                discharge(transaction, rollback, discharged);
            }
        });
        return discharged;
    }

    private void discharge(TransactionEndpoint transaction, boolean rollback, CompletableFuture<Void> discharged) {
        String doing = rollback ? "roll back" : "commit";
        byte[] message = encode(DISCHARGE, List.of(transaction.id(), rollback));
        transaction.link().send(message, null, new OutcomeListener() {
            @Override
            public void onOutcome(Tracker tracker, Outcome outcome) {
                ended(transaction);
                if (outcome instanceof Outcome.Accepted) {
                    discharged.complete(null);
                } else {
                    discharged.completeExceptionally(refused(doing, outcome));
                }
            }

            @Override
            public void onFailure(Tracker tracker, EngineException failure) {
                ended(transaction);
                discharged.completeExceptionally(failed(doing, !rollback, failure));
            }
        });
    }

    /** A transaction has something in it. */
    void began() {
        inUse++;
    }

    private void ended(TransactionEndpoint transaction) {
        if (transaction.isUsed() && inUse > 0) {
            inUse--;
            session.connectionEndpoint().workEnded();
        }
    }

    boolean isInTransaction() {
        return inUse > 0;
    }

    /** The line is gone, and every transaction with it. */
    void fail(EngineException reason) {
        if (link != null) {
            link.becameClosed(reason);
            link = null;
            inUse = 0;
        }
    }

    private SenderEndpoint link() {
        if (link == null || link.state() == Lifecycle.CLOSED) {
            inUse = 0;
            var coordinator = new org.apache.qpid.proton.amqp.transaction.Coordinator();
            coordinator.setCapabilities(LOCAL_TRANSACTIONS);
            String name = "amqpjms:coordinator:" + UUID.randomUUID();
            SenderOptions options = new SenderOptions(
                    name,
                    Source.of(name),
                    Target.of("$coordinator"),
                    false,
                    List.of(),
                    session.connection().options().requestTimeout());
            link = new SenderEndpoint(session, options, coordinator, new Handler() {});
            session.attach(link);
        }
        return link;
    }

    private static byte[] encode(UnsignedLong descriptor, List<Object> fields) {
        AmqpMessage message = new AmqpMessage();
        message.body(new Body.Value(new Described(descriptor, fields)));
        return message.encode();
    }

    private TransactionFailed refused(String doing, Outcome outcome) {
        ErrorCondition error = outcome instanceof Outcome.Rejected rejected ? rejected.error() : null;
        return new TransactionFailed(
                "The peer at " + session.connection().peer() + " refused to " + doing + " a transaction"
                        + (error == null ? ": " + outcome : ": " + error),
                false,
                error,
                null);
    }

    TransactionFailed failed(String doing, boolean inDoubt, EngineException failure) {
        return new TransactionFailed(
                "Could not " + doing + " a transaction"
                        + (inDoubt ? " for certain; the peer may or may not have done it" : "") + ": "
                        + failure.getMessage(),
                inDoubt,
                failure.error(),
                failure);
    }
}
