package io.amqpjms.benchmarks.peer;

import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.Map;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.transport.Attach;
import org.apache.qpid.proton.amqp.transport.Begin;
import org.apache.qpid.proton.amqp.transport.Detach;
import org.apache.qpid.proton.amqp.transport.Disposition;
import org.apache.qpid.proton.amqp.transport.Flow;
import org.apache.qpid.proton.amqp.transport.Role;
import org.apache.qpid.proton.amqp.transport.Transfer;
import org.jspecify.annotations.Nullable;

/**
 * One session of a client: takes whatever comes and accepts it in ranges, and gives each receiver as many messages as the
 * end of its address says. One thread.
 */
final class LeanSession {
    private static final int CREDIT = 10_000;
    private static final UnsignedInteger WINDOW = UnsignedInteger.valueOf(Integer.MAX_VALUE);

    private final int channel;
    private final Frames frames;
    private final byte[] message;
    private final Map<Integer, Link> links = new HashMap<>();
    private int nextOutgoingId;
    private long remoteWindow;
    private int transfers;
    private int firstUnaccepted;
    private int lastUnaccepted;
    private boolean unaccepted;

    /** A link: what it may still be sent, or how much it has used of its credit. */
    private static final class Link {
        final boolean sink;
        int deliveryCount;
        int credit;
        int left;

        Link(boolean sink) {
            this.sink = sink;
        }
    }

    LeanSession(int channel, Begin begin, Frames frames, byte[] message) {
        this.channel = channel;
        this.frames = frames;
        this.message = message;
        this.remoteWindow = begin.getIncomingWindow().longValue();
    }

    void begin(ByteBuf out) {
        Begin begin = new Begin();
        begin.setRemoteChannel(org.apache.qpid.proton.amqp.UnsignedShort.valueOf((short) channel));
        begin.setNextOutgoingId(UnsignedInteger.ZERO);
        begin.setIncomingWindow(WINDOW);
        begin.setOutgoingWindow(WINDOW);
        frames.write(out, Frames.AMQP, channel, begin);
    }

    void attach(Attach theirs, ByteBuf out) {
        boolean sink = theirs.getRole() == Role.SENDER;
        Link link = new Link(sink);
        links.put(theirs.getHandle().intValue(), link);
        Attach attach = new Attach();
        attach.setName(theirs.getName());
        attach.setHandle(theirs.getHandle());
        attach.setRole(sink ? Role.RECEIVER : Role.SENDER);
        attach.setSource(theirs.getSource());
        attach.setTarget(theirs.getTarget());
        attach.setOfferedCapabilities(theirs.getDesiredCapabilities());
        if (!sink) {
            attach.setInitialDeliveryCount(UnsignedInteger.ZERO);
            link.left = wanted(theirs.getSource());
        }
        frames.write(out, Frames.AMQP, channel, attach);
        if (sink) {
            grant(theirs.getHandle(), link, out);
        }
    }

    private static int wanted(@Nullable Object terminus) {
        String address = terminus instanceof Source source ? source.getAddress() : null;
        int mark = address == null ? -1 : address.lastIndexOf('#');
        return mark < 0 || address == null ? 0 : Integer.parseInt(address.substring(mark + 1));
    }

    private void grant(UnsignedInteger handle, Link link, ByteBuf out) {
        link.credit = CREDIT;
        Flow flow = flow();
        flow.setHandle(handle);
        flow.setDeliveryCount(UnsignedInteger.valueOf(link.deliveryCount));
        flow.setLinkCredit(UnsignedInteger.valueOf(CREDIT));
        frames.write(out, Frames.AMQP, channel, flow);
    }

    private Flow flow() {
        Flow flow = new Flow();
        flow.setNextIncomingId(UnsignedInteger.valueOf(transfers));
        flow.setIncomingWindow(WINDOW);
        flow.setNextOutgoingId(UnsignedInteger.valueOf(nextOutgoingId));
        flow.setOutgoingWindow(WINDOW);
        return flow;
    }

    void transfer(Transfer transfer, ByteBuf out) {
        transfers++;
        Link link = links.get(transfer.getHandle().intValue());
        if (transfer.getDeliveryId() != null) {
            lastUnaccepted = transfer.getDeliveryId().intValue();
            if (!unaccepted) {
                firstUnaccepted = lastUnaccepted;
            }
        }
        if (link == null || transfer.getMore()) {
            return;
        }
        unaccepted = true;
        link.deliveryCount++;
        link.credit--;
        if (link.credit <= CREDIT / 2) {
            grant(transfer.getHandle(), link, out);
        }
    }

    /** Accepts what has come since the last time. */
    void accept(ByteBuf out) {
        if (unaccepted) {
            unaccepted = false;
            Disposition disposition = new Disposition();
            disposition.setRole(Role.RECEIVER);
            disposition.setFirst(UnsignedInteger.valueOf(firstUnaccepted));
            disposition.setLast(UnsignedInteger.valueOf(lastUnaccepted));
            disposition.setSettled(true);
            disposition.setState(Accepted.getInstance());
            frames.write(out, Frames.AMQP, channel, disposition);
        }
    }

    void flow(Flow theirs, ByteBuf out) {
        int known = theirs.getNextIncomingId() == null
                ? 0
                : theirs.getNextIncomingId().intValue();
        remoteWindow = theirs.getIncomingWindow().longValue() + known - nextOutgoingId;
        Link link =
                theirs.getHandle() == null ? null : links.get(theirs.getHandle().intValue());
        if (link != null && !link.sink && theirs.getLinkCredit() != null) {
            int count = theirs.getDeliveryCount() == null
                    ? 0
                    : theirs.getDeliveryCount().intValue();
            link.credit = count + theirs.getLinkCredit().intValue() - link.deliveryCount;
            give(theirs.getHandle().intValue(), link, out);
            if (theirs.getDrain()) {
                drained(theirs.getHandle(), link, out);
            }
        } else if (theirs.getHandle() == null) {
            links.forEach((handle, each) -> give(handle, each, out));
        }
    }

    private void give(int handle, Link link, ByteBuf out) {
        while (!link.sink && link.credit > 0 && link.left > 0 && remoteWindow > 0) {
            Frames.writeTransfer(out, channel, handle, nextOutgoingId++, message);
            link.deliveryCount++;
            link.credit--;
            link.left--;
            remoteWindow--;
        }
    }

    private void drained(UnsignedInteger handle, Link link, ByteBuf out) {
        link.deliveryCount += link.credit;
        link.credit = 0;
        Flow flow = flow();
        flow.setHandle(handle);
        flow.setDeliveryCount(UnsignedInteger.valueOf(link.deliveryCount));
        flow.setLinkCredit(UnsignedInteger.ZERO);
        flow.setDrain(true);
        frames.write(out, Frames.AMQP, channel, flow);
    }

    void detach(Detach theirs, ByteBuf out) {
        links.remove(theirs.getHandle().intValue());
        Detach detach = new Detach();
        detach.setHandle(theirs.getHandle());
        detach.setClosed(theirs.getClosed());
        frames.write(out, Frames.AMQP, channel, detach);
    }
}
