package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.Delivery;
import io.amqpjms.engine.Outcome;
import io.amqpjms.engine.Receiver;
import io.amqpjms.engine.Transaction;
import io.amqpjms.engine.internal.loop.Task;
import io.amqpjms.engine.message.AmqpMessage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A message that came in. Made on the loop, settled from any thread; it is its own task, so that settling costs no
 * object.
 */
final class IncomingDelivery extends Task implements Delivery {
    private static final VarHandle SETTLED = settledFlag();

    private final ReceiverEndpoint receiver;
    private final org.apache.qpid.proton.engine.Delivery proton;
    private final byte[] payload;
    private final boolean remotelySettled;
    private volatile boolean settled;
    /** Written before the task is handed over, read by the loop after. */
    private Outcome outcome = Outcome.ACCEPTED;

    private @Nullable TransactionEndpoint transaction;

    IncomingDelivery(ReceiverEndpoint receiver, org.apache.qpid.proton.engine.Delivery proton, byte[] payload) {
        this.receiver = receiver;
        this.proton = proton;
        this.payload = payload;
        this.remotelySettled = proton.remotelySettled();
    }

    @Override
    public Receiver receiver() {
        return receiver;
    }

    @Override
    public byte[] payload() {
        return payload;
    }

    @Override
    public AmqpMessage message() {
        return AmqpMessage.decode(payload, 0, payload.length, receiver.decodeLimits());
    }

    @Override
    public byte[] tag() {
        return proton.getTag().clone();
    }

    @Override
    public boolean isCurrent() {
        return receiver.isOver(proton.getLink());
    }

    @Override
    public boolean remotelySettled() {
        return remotelySettled;
    }

    @Override
    public boolean settle(Outcome chosen, @Nullable Transaction within) {
        Outcomes.require(chosen);
        if (settled || !SETTLED.compareAndSet(this, false, true)) {
            return false;
        }
        outcome = chosen;
        transaction = (TransactionEndpoint) within;
        receiver.loop().submit(this);
        return true;
    }

    @Override
    protected void run() {
        if (!remotelySettled) {
            receiver.settle(proton, outcome, transaction);
        }
    }

    private static VarHandle settledFlag() {
        try {
            return MethodHandles.lookup().findVarHandle(IncomingDelivery.class, "settled", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
