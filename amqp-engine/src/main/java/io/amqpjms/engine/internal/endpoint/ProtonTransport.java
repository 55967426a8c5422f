package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.internal.transport.PayloadPath;
import io.amqpjms.engine.internal.transport.Wire;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.UnsignedShort;
import org.apache.qpid.proton.amqp.transaction.TransactionalState;
import org.apache.qpid.proton.amqp.transport.Begin;
import org.apache.qpid.proton.amqp.transport.Disposition;
import org.apache.qpid.proton.amqp.transport.FrameBody;
import org.apache.qpid.proton.amqp.transport.Open;
import org.apache.qpid.proton.amqp.transport.Role;
import org.apache.qpid.proton.amqp.transport.Transfer;
import org.apache.qpid.proton.codec.ReadableBuffer;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Session;
import org.apache.qpid.proton.engine.TransportException;
import org.apache.qpid.proton.engine.impl.TransportImpl;
import org.apache.qpid.proton.framing.TransportFrame;
import org.jspecify.annotations.Nullable;

/**
 * The protocol engine's transport, and what it lacks: it remembers the last frames, aborts deliveries, joins dispositions,
 * lets large payloads go past it both ways, is silent where there is nothing to say, and holds small buffers. Loop-confined.
 *
 * <p>Told of a largest frame, the protocol engine would hold two buffers of that size for as long as the connection lives. It is
 * told of none, which makes it hold 16 KiB each; what is said to the peer and what it may send is seen to here and by the wire.
 */
final class ProtonTransport extends TransportImpl implements PayloadPath {
    /** What every peer must take (AMQP 1.0 §2.7.1). */
    private static final UnsignedInteger LEAST_FRAME = UnsignedInteger.valueOf(512);

    /** Payloads of this size leave without a way through the protocol engine: smaller ones cost less in it. */
    private static final int LARGE = 4096;

    /** The header of a frame and the fields of a transfer, or of a state that has no outcome, but for what varies in length. */
    private static final int FIELDS = 64;

    private static final int LONGEST_ID = 255;

    private static final Symbol HANDLE_MAX = Symbol.valueOf("handle-max");

    /** The highest handle that the protocol engine gives to a link. */
    private static final long HIGHEST_HANDLE = 65_535;

    /** So many answered deliveries are told of together: the protocol engine makes an object for each, and keeps it. */
    private static final int FEW = 32;

    /** A peer may name all numbers that there are in one short frame. */
    private static final int LONGEST_RANGE = 2_048;

    private final @Nullable FrameRing lastFrames;
    private final boolean tracing;
    private final int maxFrameSize;
    private final DispositionRange dispositions = new DispositionRange();
    private final UnfinishedDeliveries unfinished = new UnfinishedDeliveries();
    private final Deque<ReadableBuffer> payloads = new ArrayDeque<>();
    /** Whether the wire was shown all that was written. */
    private boolean allShown;

    private @Nullable Binary attached;
    private Runnable tell = () -> {};
    /** How many deliveries the peer has answered since the last time. */
    private int untold;

    private boolean refusing;
    private int remoteChannelMax = super.getRemoteChannelMax();

    private final Set<byte[]> aborted = Collections.newSetFromMap(new IdentityHashMap<>());

    ProtonTransport(ConnectionOptions options) {
        maxFrameSize = options.incomingFrameSize();
        setMaxFrameSize(0);
        int count = options.trace().lastFrames();
        lastFrames = count == 0 ? null : new FrameRing(count);
        tracing = options.trace().frames();
        if (tracing || lastFrames != null) {
            setProtocolTracer(new FrameLog(options, lastFrames));
        }
    }

    /** The transport under a link. */
    static ProtonTransport of(Link link) {
        return (ProtonTransport) link.getSession().getConnection().getTransport();
    }

    /** The last frames of this line in words, oldest first. */
    List<String> lastFrames() {
        return lastFrames == null ? List.of() : lastFrames.lines();
    }

    /** Ends a delivery that is not complete, so that the peer throws away what it has of it (AMQP 1.0 §2.6.14). */
    void abort(Delivery delivery) {
        aborted.add(delivery.getTag());
        delivery.settle();
    }

    @Override
    public int getMaxFrameSize() {
        return maxFrameSize;
    }

    /** The highest channel of the peer (AMQP 1.0 §2.7.1); the protocol engine takes 0, one channel, for no limit. */
    @Override
    public int getRemoteChannelMax() {
        return remoteChannelMax;
    }

    /** Whether the peer's open is no more than what has to come before its close. */
    boolean isRefusing() {
        return refusing;
    }

    /** How many links both sides have room for on a session that the peer has begun (AMQP 1.0 §2.7.2). */
    static long mostLinks(Session begun) {
        long highest = ((UnsignedInteger) begun.getRemoteProperties().get(HANDLE_MAX)).longValue();
        return Math.min(highest, HIGHEST_HANDLE) + 1;
    }

    @Override
    public void handleBegin(Begin begin, @Nullable Binary payload, Integer channel) {
        // The protocol engine forgets it. It keeps the properties, which nobody here asks for.
        begin.setProperties(Map.of(HANDLE_MAX, begin.getHandleMax()));
        super.handleBegin(begin, payload, channel);
    }

    @Override
    protected void writeFrame(
            int channel, FrameBody frame, @Nullable ReadableBuffer payload, @Nullable Runnable onPayloadTooLarge) {
        if (isNeedless(frame)) {
            return;
        }
        if (joins(channel, frame)) {
            return;
        }
        if (frame instanceof Transfer transfer && payload != null) {
            prepare(transfer, payload);
        }
        if (frame instanceof Open open) {
            open.setMaxFrameSize(UnsignedInteger.valueOf(maxFrameSize));
            open.setChannelMax(UnsignedShort.valueOf((short) getChannelMax()));
        }
        writeNow(channel, frame, payload, onPayloadTooLarge);
    }

    /** Whether the frame is part of the range that is held back, which otherwise leaves before it. */
    private boolean joins(int channel, FrameBody frame) {
        Disposition disposition = frame instanceof Disposition said ? said : null;
        if (disposition != null && dispositions.join(channel, disposition)) {
            return true;
        }
        writeDispositions();
        return disposition != null && dispositions.join(channel, disposition);
    }

    private void writeNow(
            int channel, FrameBody frame, @Nullable ReadableBuffer payload, @Nullable Runnable onPayloadTooLarge) {
        int before = payload == null ? 0 : payload.remaining();
        int beside = besideFrame(frame, payload);
        if (beside > 0) {
            if (beside < before && onPayloadTooLarge != null) {
                onPayloadTooLarge.run();
            }
            super.writeFrame(channel | Wire.PAYLOAD_FOLLOWS, frame, null, null);
            payloads.add(((OutgoingPayload) payload).cut(beside));
        } else {
            super.writeFrame(channel, frame, payload, onPayloadTooLarge);
        }
        unfinished.onWritten(channel, frame);
        if (lastFrames != null) {
            lastFrames.sent(channel, frame, payload == null ? 0 : before - payload.remaining());
        }
    }

    /** How many bytes of the payload leave in this frame without a way through the protocol engine; 0 if all go through it. */
    private int besideFrame(FrameBody frame, @Nullable ReadableBuffer payload) {
        if (tracing
                || !(payload instanceof OutgoingPayload)
                || !(frame instanceof Transfer transfer)
                || !hasShortState(transfer)) {
            return 0;
        }
        // A peer without a limit has told the largest number there is.
        int theirs = getRemoteMaxFrameSize() < 0 ? Integer.MAX_VALUE : getRemoteMaxFrameSize();
        int room = Math.min(theirs, getOutboundFrameSizeLimit()) - mostWithoutPayload(transfer);
        int length = Math.min(room, payload.remaining());
        return length < LARGE ? 0 : length;
    }

    /** A peer that settles a delivery before it has all of it would have its outcome repeated in what is still to come. */
    private static boolean repeatsOutcome(Transfer transfer) {
        return transfer.getState() instanceof TransactionalState within
                ? within.getOutcome() != null
                : transfer.getState() != null;
    }

    /** Once it repeats no outcome. */
    private static boolean hasShortState(Transfer transfer) {
        return !(transfer.getState() instanceof TransactionalState within)
                || within.getTxnId().getLength() <= LONGEST_ID;
    }

    /** What a frame takes for a transfer but for its payload, at the most. */
    private static int mostWithoutPayload(Transfer transfer) {
        int state = transfer.getState() instanceof TransactionalState within
                ? within.getTxnId().getLength() + FIELDS
                : 0;
        return FIELDS + transfer.getDeliveryTag().getLength() + state;
    }

    @Override
    public ReadableBuffer nextPayload() {
        return payloads.remove();
    }

    private void writeDispositions() {
        if (!dispositions.isEmpty()) {
            writeNow(dispositions.channel(), dispositions.take(), null, null);
        }
    }

    @Override
    public boolean writeInto(ByteBuffer output) {
        // Without its payload a transfer is so small that the protocol engine would never find that it has written
        // enough.
        if (allShown && output.position() > 0 && !payloads.isEmpty()) {
            return false;
        }
        boolean done = super.writeInto(output);
        if (!dispositions.isEmpty()) {
            writeDispositions();
            done = super.writeInto(output);
        }
        allShown = output.hasRemaining();
        if (unfinished.hasEnded()) {
            unfinished.takeEnded().forEach(ended -> super.handleDisposition(ended.end(), null, ended.theirs()));
        }
        return done;
    }

    private void prepare(Transfer transfer, ReadableBuffer payload) {
        if (repeatsOutcome(transfer)) {
            // With a long reason it might leave no room in a frame.
            transfer.setState(null);
        }
        if (!aborted.isEmpty() && aborted.remove(transfer.getDeliveryTag().getArray())) {
            transfer.setAborted(true);
            payload.position(payload.limit());
        }
    }

    /** What is left unsettled on a link that ends is settled by its end; there is nothing to add (AMQP 1.0 §2.6.4). */
    private static boolean isNeedless(FrameBody frame) {
        return frame instanceof Disposition disposition
                && disposition.getState() == null
                && disposition.getRole() == Role.RECEIVER;
    }

    @Override
    public void attach(byte[] payload) {
        attached = new Binary(payload);
    }

    @Override
    public boolean handleFrame(TransportFrame came) {
        TransportFrame frame = whole(came);
        if (lastFrames != null) {
            int size = frame.getPayload() == null ? 0 : frame.getPayload().getLength();
            lastFrames.received(frame.getChannel(), frame.getBody(), size);
        }
        if (frame.getBody() instanceof Open open) {
            beforeOpen(open);
        } else if (frame.getBody() instanceof Begin begin) {
            unfinished.onBegin(frame.getChannel(), begin);
        }
        return frame.getBody() instanceof Disposition said ? answered(frame, said) : super.handleFrame(frame);
    }

    private boolean answered(TransportFrame frame, Disposition said) {
        List<Disposition> parts = unfinished.split(frame.getChannel(), said);
        if (parts.isEmpty()) {
            return answeredInRanges(frame, said);
        }
        boolean ended = false;
        for (Disposition part : parts) {
            ended = ended || answeredInRanges(new TransportFrame(frame.getChannel(), part, null), part);
        }
        return ended;
    }

    /** Takes what the peer says of a few deliveries at a time. */
    private boolean answeredInRanges(TransportFrame frame, Disposition said) {
        int first = said.getFirst().intValue();
        int count = said.getLast() == null ? 1 : said.getLast().intValue() - first + 1;
        if (tracing || count <= FEW || count > LONGEST_RANGE) {
            return answered(frame, count);
        }
        boolean ended = false;
        for (int done = 0; done < count && !ended; done += FEW) {
            Disposition part = UnfinishedDeliveries.part(
                    said,
                    UnsignedInteger.valueOf(first + done),
                    UnsignedInteger.valueOf(first + Math.min(count, done + FEW) - 1));
            ended = answered(new TransportFrame(frame.getChannel(), part, null), FEW);
        }
        return ended;
    }

    private boolean answered(TransportFrame frame, int count) {
        boolean ended = super.handleFrame(frame);
        untold += count < FEW && count > 0 ? count : FEW;
        if (untold >= FEW) {
            untold = 0;
            tell.run();
        }
        return ended;
    }

    /** Tells by this what has become of deliveries as soon as a few are answered, not only at the end of what was read. */
    void tellOfAnswersBy(Runnable action) {
        tell = action;
    }

    private TransportFrame whole(TransportFrame came) {
        Binary payload = attached;
        if (payload == null) {
            return came;
        }
        attached = null;
        if (came.getPayload() != null) {
            throw new TransportException("The peer sent a transfer whose fields are shorter than they claim");
        }
        return new TransportFrame(came.getChannel(), came.getBody(), payload);
    }

    private void beforeOpen(Open open) {
        if (!tracing) {
            // The login is over; from here on this class sees every frame by itself, at less cost.
            setProtocolTracer(null);
        }
        // Qpid Broker-J says 0 of all where it is about to refuse the connection; the reason comes with its close.
        refusing = open.getMaxFrameSize().equals(UnsignedInteger.ZERO);
        if (open.getMaxFrameSize().compareTo(LEAST_FRAME) < 0) {
            open.setMaxFrameSize(LEAST_FRAME);
        }
        remoteChannelMax = open.getChannelMax().intValue();
    }
}
