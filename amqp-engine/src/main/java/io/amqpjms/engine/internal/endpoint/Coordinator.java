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
import io.amqpjms.engine.message.Binary;
import io.amqpjms.engine.message.Body;
import io.amqpjms.engine.message.Described;
import io.amqpjms.engine.message.UnsignedLong;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    private final Deque<Asked> postponed = new ArrayDeque<>();
    /** The transactions with something in them. */
    private final Set<TransactionEndpoint> inUse = new HashSet<>();

    private @Nullable SenderEndpoint link;
    private @Nullable SenderEndpoint renewed;

    /** Somebody wants a transaction. */
    private interface Asked {
        void granted(SenderEndpoint over, Binary id);

        void refused(EngineException why);
    }

    Coordinator(SessionEndpoint session) {
        this.session = session;
    }

    void declare(CompletableFuture<Transaction> declared) {
        declare(new Asked() {
            @Override
            public void granted(SenderEndpoint over, Binary id) {
                declared.complete(new TransactionEndpoint(Coordinator.this, over, id));
            }

            @Override
            public void refused(EngineException why) {
                declared.completeExceptionally(why);
            }
        });
    }

    /** Declares a transaction again that had nothing in it when its line was lost. */
    void declareAnew(TransactionEndpoint transaction) {
        declare(new Asked() {
            @Override
            public void granted(SenderEndpoint over, Binary id) {
                transaction.becameCurrent(over, id);
                session.sendersMayGoOn();
            }

            @Override
            public void refused(EngineException why) {
                transaction.becameDischarged();
                session.giveUpSends(transaction, why);
            }
        });
    }

    private void declare(Asked asked) {
        if (session.connectionEndpoint().isHeldForRenewal()) {
            postpone(asked);
            return;
        }
        SenderEndpoint over = link();
        over.send(encode(DECLARE, List.of()), null, new OutcomeListener() {
            @Override
            public void onOutcome(Tracker tracker, Outcome outcome) {
                if (outcome instanceof Outcome.Declared granted) {
                    asked.granted(over, granted.transactionId());
                } else {
                    asked.refused(Coordinator.this.refused("begin", outcome));
                }
            }

            @Override
            public void onFailure(Tracker tracker, EngineException failure) {
                if (wasRenewed(over)) {
                    postpone(asked);
                } else {
                    asked.refused(failed("begin", false, failure));
                }
            }
        });
    }

    // The line is made anew: what begins now would not end over it.
    private void postpone(Asked asked) {
        postponed.add(asked);
        Duration limit = session.connection().options().requestTimeout();
        if (!limit.isZero()) {
            session.loop().schedule(limit, () -> {
                if (postponed.remove(asked)) {
                    asked.refused(new EngineException.TimedOut("No transaction could begin at "
                            + session.connection().peer() + " within " + limit.toMillis()
                            + " ms: the connection is made anew, before its login runs out"));
                }
            });
        }
    }

    /** The session begins on a line. */
    void resume() {
        List<Asked> waiting = List.copyOf(postponed);
        postponed.clear();
        waiting.forEach(this::declare);
    }

    /** The session is over. */
    void end(EngineException reason) {
        List<Asked> waiting = List.copyOf(postponed);
        postponed.clear();
        waiting.forEach(asked -> asked.refused(failed("begin", false, reason)));
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
        transaction.becameDischarged();
        String doing = rollback ? "roll back" : "commit";
        byte[] message = encode(DISCHARGE, List.of(transaction.id(), rollback));
        transaction.link().send(message, null, new OutcomeListener() {
            @Override
            public void onOutcome(Tracker tracker, Outcome outcome) {
                ended(transaction);
                EngineException broken = rollback ? null : transaction.broken();
                if (outcome instanceof Outcome.Accepted && broken != null) {
                    discharged.completeExceptionally(failed(doing, true, broken));
                } else if (outcome instanceof Outcome.Accepted) {
                    discharged.complete(null);
                } else {
                    discharged.completeExceptionally(refused(doing, outcome));
                }
            }

            @Override
            public void onFailure(Tracker tracker, EngineException failure) {
                ended(transaction);
                boolean left = !(tracker instanceof OutgoingDelivery sent) || sent.proton != null;
                discharged.completeExceptionally(failed(doing, !rollback && left, failure));
            }
        });
    }

    /** A transaction has something in it. */
    void began(TransactionEndpoint transaction) {
        inUse.add(transaction);
    }

    /** The peer has detached a link over which messages came. */
    void onDetached(ReceiverEndpoint receiver, EngineException reason) {
        inUse.forEach(transaction -> transaction.onDetached(receiver, reason));
    }

    private void ended(TransactionEndpoint transaction) {
        if (inUse.remove(transaction)) {
            session.connectionEndpoint().workEnded();
        }
    }

    boolean isInTransaction() {
        return !inUse.isEmpty();
    }

    /** The line is gone, and every transaction with it. */
    void fail(EngineException reason) {
        SenderEndpoint lost = link;
        renewed = session.connectionEndpoint().isBeingRenewed() ? lost : null;
        link = null;
        inUse.clear();
        if (lost != null) {
            lost.becameClosed(reason);
        }
    }

    /** Whether this link went with the last line because that was made anew. */
    boolean wasRenewed(SenderEndpoint other) {
        return other == renewed;
    }

    private SenderEndpoint link() {
        if (link == null || link.state() == Lifecycle.CLOSED) {
            inUse.clear();
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
