package io.amqpjms.engine.internal.endpoint;

import java.util.ArrayList;
import java.util.List;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.transaction.TransactionalState;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.amqp.transport.Disposition;
import org.apache.qpid.proton.amqp.transport.Flow;
import org.apache.qpid.proton.amqp.transport.FrameBody;
import org.apache.qpid.proton.amqp.transport.Transfer;
import org.jspecify.annotations.Nullable;

/**
 * The last frames of a line, both ways, for the failure that ends it. Loop-confined.
 *
 * <p>The frames of every message are kept as they are and put into words only when asked for. All others are rare, and may
 * be large, so they are put into words at once and cut. Of a payload only the size is kept, of a login only the kind.
 */
final class FrameRing {
    private static final int TEXT_LIMIT = 400;
    private static final int LARGEST_TAG = 32;

    /** Some brokers name a transaction by the text of a UUID. */
    private static final int LARGEST_TRANSACTION_ID = 64;

    private final Slot[] slots;
    private long seen;

    /** One frame; used again and again. */
    private static final class Slot {
        private boolean sent;
        private int channel;
        private Object frame = "";
        private int size;
        private final Transfer transfer = new Transfer();
        private final Disposition disposition = new Disposition();

        /** The frame in an object of this slot's own. */
        private FrameBody copied(FrameBody from) {
            if (from instanceof Transfer sent) {
                return copied(sent);
            }
            return from instanceof Disposition sent ? copied(sent) : from.copy();
        }

        private Transfer copied(Transfer from) {
            transfer.setHandle(from.getHandle());
            transfer.setDeliveryId(from.getDeliveryId());
            transfer.setDeliveryTag(from.getDeliveryTag());
            transfer.setMessageFormat(from.getMessageFormat());
            transfer.setSettled(from.getSettled());
            transfer.setMore(from.getMore());
            transfer.setRcvSettleMode(from.getRcvSettleMode());
            transfer.setState(from.getState());
            transfer.setResume(from.getResume());
            transfer.setAborted(from.getAborted());
            transfer.setBatchable(from.getBatchable());
            return transfer;
        }

        private Disposition copied(Disposition from) {
            disposition.setRole(from.getRole());
            disposition.setFirst(from.getFirst());
            disposition.setLast(from.getLast());
            disposition.setSettled(from.getSettled());
            disposition.setState(from.getState());
            disposition.setBatchable(from.getBatchable());
            return disposition;
        }

        private void fill(boolean isSent, int onChannel, Object what, int payload) {
            sent = isSent;
            channel = onChannel;
            frame = what;
            size = payload;
        }

        @Override
        public String toString() {
            return (sent ? "-> [" : "<- [") + channel + "] " + cut(frame) + (size == 0 ? "" : " (" + size + " bytes)");
        }
    }

    FrameRing(int count) {
        slots = new Slot[count];
        for (int i = 0; i < count; i++) {
            slots[i] = new Slot();
        }
    }

    /** A frame of the protocol engine's own, which uses the object again. */
    void sent(int channel, FrameBody frame, int size) {
        Slot slot = next();
        slot.fill(true, channel, isSmall(frame) ? slot.copied(frame) : cut(frame), size);
    }

    void received(int channel, FrameBody frame, int size) {
        next().fill(false, channel, isSmall(frame) ? frame : cut(frame), size);
    }

    /** Something that is no frame of a connection, such as a header. */
    void note(boolean sent, String what) {
        next().fill(sent, 0, what, 0);
    }

    private Slot next() {
        return slots[(int) (seen++ % slots.length)];
    }

    private static boolean isSmall(FrameBody frame) {
        if (frame instanceof Transfer transfer) {
            return isSmall(transfer.getState()) && isSmall(transfer);
        }
        if (frame instanceof Disposition disposition) {
            return isSmall(disposition.getState());
        }
        return frame instanceof Flow flow && flow.getProperties() == null;
    }

    private static boolean isSmall(@Nullable DeliveryState state) {
        return state == null
                || state instanceof Accepted
                || (state instanceof TransactionalState within
                        && within.getTxnId().getLength() <= LARGEST_TRANSACTION_ID
                        && (within.getOutcome() == null || within.getOutcome() instanceof Accepted));
    }

    private static boolean isSmall(Transfer transfer) {
        return transfer.getDeliveryTag() == null || transfer.getDeliveryTag().getLength() <= LARGEST_TAG;
    }

    private static String cut(@Nullable Object frame) {
        String text = String.valueOf(frame);
        return text.length() <= TEXT_LIMIT ? text : text.substring(0, TEXT_LIMIT) + "...";
    }

    /** The frames in words, oldest first. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (long i = Math.max(0, seen - slots.length); i < seen; i++) {
            lines.add(slots[(int) (i % slots.length)].toString());
        }
        return lines;
    }
}
