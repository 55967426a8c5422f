package io.amqpjms.engine.internal.endpoint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.messaging.Released;
import org.apache.qpid.proton.amqp.transport.Begin;
import org.apache.qpid.proton.amqp.transport.Detach;
import org.apache.qpid.proton.amqp.transport.Disposition;
import org.apache.qpid.proton.amqp.transport.End;
import org.apache.qpid.proton.amqp.transport.FrameBody;
import org.apache.qpid.proton.amqp.transport.Role;
import org.apache.qpid.proton.amqp.transport.Transfer;

/**
 * The deliveries of which the peer has some frames, but not the last. Should it settle one of them already, the protocol engine
 * would never write the rest, and nothing else on that link either; so it is told of the outcome alone, and of the end
 * when the last frame is written. Loop-confined.
 */
final class UnfinishedDeliveries {
    /** The peer's channels by ours. */
    private final Map<Integer, Integer> channels = new HashMap<>();
    /** At most one for each link, which cannot mix the frames of its deliveries (AMQP 1.0 §2.6.14). */
    private final Map<Place, Begun> begun = new HashMap<>();

    private final List<Ended> ended = new ArrayList<>();

    /** A link, by our channel and our handle for it. */
    private record Place(int channel, UnsignedInteger handle) {}

    /** A delivery, and the peer's channel, which its answers come over. */
    private static final class Begun {
        final int theirs;
        final UnsignedInteger id;
        boolean settledByPeer;

        Begun(int theirs, UnsignedInteger id) {
            this.theirs = theirs;
            this.id = id;
        }

        boolean isIn(int channel, Disposition said) {
            return theirs == channel && offset(said, id) <= offset(said, last(said));
        }
    }

    /** What the peer might say, over its channel, of a delivery that left settled though it had begun otherwise. */
    record Ended(int theirs, Disposition end) {}

    void onBegin(int theirs, Begin begin) {
        if (begin.getRemoteChannel() != null) {
            channels.put(begin.getRemoteChannel().intValue(), theirs);
        }
    }

    void onWritten(int channel, FrameBody frame) {
        if (frame instanceof Transfer transfer) {
            onWritten(channel, transfer);
        } else if (frame instanceof Detach detach && !begun.isEmpty()) {
            begun.remove(new Place(channel, detach.getHandle()));
        } else if (frame instanceof End && !begun.isEmpty()) {
            begun.keySet().removeIf(place -> place.channel() == channel);
        }
    }

    private void onWritten(int channel, Transfer transfer) {
        boolean settled = Boolean.TRUE.equals(transfer.getSettled());
        Integer theirs = transfer.getMore() && !settled ? channels.get(channel) : null;
        if (theirs != null) {
            begun.computeIfAbsent(
                    new Place(channel, transfer.getHandle()), first -> new Begun(theirs, transfer.getDeliveryId()));
        } else if (!transfer.getMore() && !begun.isEmpty()) {
            Begun complete = begun.remove(new Place(channel, transfer.getHandle()));
            if (complete != null && (settled || complete.settledByPeer)) {
                ended.add(new Ended(complete.theirs, end(complete.id)));
            }
        }
    }

    private static Disposition end(UnsignedInteger id) {
        Disposition end = new Disposition();
        end.setRole(Role.RECEIVER);
        end.setFirst(id);
        end.setLast(id);
        end.setSettled(true);
        return end;
    }

    boolean hasEnded() {
        return !ended.isEmpty();
    }

    /** Takes what has ended since the last time; it is not settled yet in the protocol engine's books. */
    List<Ended> takeEnded() {
        List<Ended> taken = List.copyOf(ended);
        ended.clear();
        return taken;
    }

    /**
     * What the peer says in parts, if it settles by it what it does not have all of: the outcome of that comes without the end.
     * Empty if it does not.
     */
    List<Disposition> split(int theirs, Disposition said) {
        if (begun.isEmpty() || said.getRole() != Role.RECEIVER || !said.getSettled()) {
            return List.of();
        }
        List<Begun> early = begun.values().stream()
                .filter(delivery -> delivery.isIn(theirs, said))
                .sorted(Comparator.comparingLong(delivery -> offset(said, delivery.id)))
                .toList();
        return early.isEmpty() ? List.of() : split(said, early);
    }

    private static List<Disposition> split(Disposition said, List<Begun> early) {
        List<Disposition> parts = new ArrayList<>();
        UnsignedInteger next = said.getFirst();
        for (Begun delivery : early) {
            delivery.settledByPeer = true;
            addUpTo(before(delivery.id), next, said, parts);
            parts.add(outcomeAlone(said, delivery.id));
            next = after(delivery.id);
        }
        addUpTo(last(said), next, said, parts);
        return parts;
    }

    private static void addUpTo(UnsignedInteger last, UnsignedInteger next, Disposition said, List<Disposition> parts) {
        if (!last.equals(before(next))) {
            parts.add(part(said, next, last));
        }
    }

    private static UnsignedInteger before(UnsignedInteger id) {
        return UnsignedInteger.valueOf(id.intValue() - 1);
    }

    private static UnsignedInteger after(UnsignedInteger id) {
        return UnsignedInteger.valueOf(id.intValue() + 1);
    }

    /** Identifiers go round (AMQP 1.0 §2.8.10). */
    private static long offset(Disposition said, UnsignedInteger id) {
        return Integer.toUnsignedLong(id.intValue() - said.getFirst().intValue());
    }

    /** Settled without an outcome means released (AMQP 1.0 §3.4.4). */
    private static Disposition outcomeAlone(Disposition said, UnsignedInteger id) {
        Disposition outcome = part(said, id, id);
        outcome.setSettled(false);
        if (Outcomes.fromProton(said.getState()) == null) {
            outcome.setState(Released.getInstance());
        }
        return outcome;
    }

    /** The same of these deliveries only. */
    static Disposition part(Disposition said, UnsignedInteger first, UnsignedInteger last) {
        Disposition part = new Disposition(said);
        part.setFirst(first);
        part.setLast(last);
        return part;
    }

    private static UnsignedInteger last(Disposition said) {
        return said.getLast() == null ? said.getFirst() : said.getLast();
    }
}
