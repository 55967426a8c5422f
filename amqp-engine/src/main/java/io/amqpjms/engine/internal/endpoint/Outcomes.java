package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.Outcome;
import io.amqpjms.engine.message.Binary;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Modified;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.messaging.Released;
import org.apache.qpid.proton.amqp.transaction.Declared;
import org.apache.qpid.proton.amqp.transaction.TransactionalState;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.jspecify.annotations.Nullable;

/** Turns outcomes into proton-j's delivery states and back (AMQP 1.0 §3.4, §4.5). Stateless. */
final class Outcomes {
    private Outcomes() {}

    /** The outcome that a delivery state stands for, or null if it is none, such as {@code received}. */
    static @Nullable Outcome fromProton(@Nullable Object state) {
        if (state instanceof Accepted) {
            return Outcome.ACCEPTED;
        }
        if (state instanceof Rejected rejected) {
            return new Outcome.Rejected(Protons.error(rejected.getError()));
        }
        if (state instanceof Released) {
            return Outcome.RELEASED;
        }
        if (state instanceof Modified modified) {
            return new Outcome.Modified(
                    Boolean.TRUE.equals(modified.getDeliveryFailed()),
                    Boolean.TRUE.equals(modified.getUndeliverableHere()),
                    Protons.fromSymbolMap(modified.getMessageAnnotations()));
        }
        if (state instanceof Declared declared) {
            return new Outcome.Declared(Binary.of(Protons.bytes(declared.getTxnId())));
        }
        return state instanceof TransactionalState transactional ? fromProton(transactional.getOutcome()) : null;
    }

    /** The delivery state that tells the peer of an outcome. */
    static DeliveryState toProton(Outcome outcome) {
        if (outcome instanceof Outcome.Accepted) {
            return Accepted.getInstance();
        }
        if (outcome instanceof Outcome.Released) {
            return Released.getInstance();
        }
        if (outcome instanceof Outcome.Rejected rejected) {
            Rejected state = new Rejected();
            state.setError(rejected.error() == null ? null : Protons.error(rejected.error()));
            return state;
        }
        if (outcome instanceof Outcome.Modified modified) {
            return modified(modified);
        }
        throw new IllegalArgumentException("Only a coordinator may settle with " + outcome);
    }

    /** Refuses what a peer cannot be told; costs nothing for an outcome that holds no values. */
    static void require(Outcome outcome) {
        if (outcome instanceof Outcome.Modified modified) {
            FrameValues.require("annotations of an outcome", modified.annotations());
        } else if (outcome instanceof Outcome.Rejected rejected && rejected.error() != null) {
            FrameValues.require("info of an error", rejected.error().info());
        }
    }

    private static Modified modified(Outcome.Modified modified) {
        Modified state = new Modified();
        state.setDeliveryFailed(modified.deliveryFailed());
        state.setUndeliverableHere(modified.undeliverableHere());
        state.setMessageAnnotations(FrameValues.toProton("annotations of an outcome", modified.annotations()));
        return state;
    }
}
