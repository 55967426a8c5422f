package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.Outcome;
import io.amqpjms.engine.Transaction;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.transaction.TransactionalState;
import org.jspecify.annotations.Nullable;

/**
 * A declared transaction and the delivery states that put messages into it, which are asked for on the loop. One that has nothing
 * in it when its line is made anew is declared anew for the first message that is sent in it.
 */
final class TransactionEndpoint implements Transaction {
    private final Coordinator coordinator;
    private volatile SenderEndpoint link;
    private io.amqpjms.engine.message.Binary id;
    private TransactionalState sendState;
    private TransactionalState acceptState;
    /** Over which messages came that are settled in it; a peer that detaches one may not have heard of that. */
    private final Set<ReceiverEndpoint> receivers = new HashSet<>();

    private boolean used;
    private boolean discharged;
    private boolean asked;
    private @Nullable EngineException broken;

    TransactionEndpoint(Coordinator coordinator, SenderEndpoint link, io.amqpjms.engine.message.Binary id) {
        this.coordinator = coordinator;
        this.link = link;
        this.id = id;
        this.sendState = state(id, null);
        this.acceptState = state(id, Accepted.getInstance());
    }

    private static TransactionalState state(
            io.amqpjms.engine.message.Binary id, org.apache.qpid.proton.amqp.messaging.@Nullable Outcome outcome) {
        TransactionalState state = new TransactionalState();
        state.setTxnId(new Binary(id.toByteArray()));
        state.setOutcome(outcome);
        return state;
    }

    /** Whether its line was made anew on purpose, and there was nothing in it that could be lost. */
    boolean canBeDeclaredAnew() {
        return !used && !discharged && broken == null && coordinator.wasRenewed(link);
    }

    /** Has it declared over the line that stands now, if that was not yet asked for. */
    void declareAnew() {
        if (!asked) {
            asked = true;
            coordinator.declareAnew(this);
        }
    }

    /** It is declared anew. */
    void becameCurrent(SenderEndpoint over, io.amqpjms.engine.message.Binary granted) {
        asked = false;
        id = granted;
        sendState = state(granted, null);
        acceptState = state(granted, Accepted.getInstance());
        link = over;
    }

    /** Nothing more can be put into it. */
    void becameDischarged() {
        discharged = true;
    }

    @Override
    public boolean isCurrent() {
        return !link.hasEnded();
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

    /** The peer has detached a link, and ignored what it heard of its messages after that. */
    void onDetached(ReceiverEndpoint receiver, EngineException reason) {
        if (receivers.contains(receiver)) {
            breakOff(reason);
        }
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
            coordinator.began(this);
        }
    }

    TransactionalState sendState() {
        use();
        return sendState;
    }

    TransactionalState settleState(ReceiverEndpoint cameOver, Outcome outcome) {
        use();
        receivers.add(cameOver);
        if (outcome == Outcome.ACCEPTED) {
            return acceptState;
        }
        return state(id, (org.apache.qpid.proton.amqp.messaging.Outcome) Outcomes.toProton(outcome));
    }
}
