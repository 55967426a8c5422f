package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.Outcome;
import io.amqpjms.engine.Transaction;
import java.util.concurrent.CompletableFuture;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.transaction.TransactionalState;
import org.jspecify.annotations.Nullable;

/** A declared transaction and the delivery states that put messages into it, which are asked for on the loop. */
final class TransactionEndpoint implements Transaction {
    private final Coordinator coordinator;
    private final SenderEndpoint link;
    private final io.amqpjms.engine.message.Binary id;
    private final TransactionalState sendState;
    private final TransactionalState acceptState;
    private boolean used;
    private @Nullable EngineException broken;

    TransactionEndpoint(Coordinator coordinator, SenderEndpoint link, io.amqpjms.engine.message.Binary id) {
        this.coordinator = coordinator;
        this.link = link;
        this.id = id;
        this.sendState = new TransactionalState();
        sendState.setTxnId(new Binary(id.toByteArray()));
        this.acceptState = new TransactionalState();
        acceptState.setTxnId(new Binary(id.toByteArray()));
        acceptState.setOutcome(Accepted.getInstance());
    }

    @Override
    public boolean isCurrent() {
        return !link.closed().isDone();
    }

    @Override
    public CompletableFuture<Void> commit() {
        return coordinator.discharge(this, false);
    }

    @Override
    public CompletableFuture<Void> rollback() {
        return coordinator.discharge(this, true);
    }

    /** Part of it cannot be done any more, so that it must not be committed. */
    void breakOff(EngineException reason) {
        broken = reason;
    }

    /** Why it must not be committed, or null. */
    @Nullable
    EngineException broken() {
        return broken;
    }

    /** The failure of what is to be done in it now that the peer has given it up, with its link or its line. */
    EngineException gone(String doing) {
        return coordinator.failed(doing, false, link.whyClosed());
    }

    /** The link that it was declared over, and is to be discharged over. */
    SenderEndpoint link() {
        return link;
    }

    io.amqpjms.engine.message.Binary id() {
        return id;
    }

    /** Whether anything was put into it. */
    boolean isUsed() {
        return used;
    }

    private void use() {
        if (!used) {
            used = true;
            coordinator.began();
        }
    }

    TransactionalState sendState() {
        use();
        return sendState;
    }

    TransactionalState settleState(Outcome outcome) {
        use();
        if (outcome == Outcome.ACCEPTED) {
            return acceptState;
        }
        TransactionalState state = new TransactionalState();
        state.setTxnId(sendState.getTxnId());
        state.setOutcome((org.apache.qpid.proton.amqp.messaging.Outcome) Outcomes.toProton(outcome));
        return state;
    }
}
