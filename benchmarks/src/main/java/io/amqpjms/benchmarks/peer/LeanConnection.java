package io.amqpjms.benchmarks.peer;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.security.SaslCode;
import org.apache.qpid.proton.amqp.security.SaslInit;
import org.apache.qpid.proton.amqp.security.SaslMechanisms;
import org.apache.qpid.proton.amqp.security.SaslOutcome;
import org.apache.qpid.proton.amqp.transport.Attach;
import org.apache.qpid.proton.amqp.transport.Begin;
import org.apache.qpid.proton.amqp.transport.Close;
import org.apache.qpid.proton.amqp.transport.Detach;
import org.apache.qpid.proton.amqp.transport.End;
import org.apache.qpid.proton.amqp.transport.Flow;
import org.apache.qpid.proton.amqp.transport.Open;
import org.apache.qpid.proton.amqp.transport.Transfer;

/** One client's connection to the lean peer: answers what it must, and writes once for each read. One thread. */
final class LeanConnection extends ByteToMessageDecoder {
    private static final int PREFIX = 8;
    private static final int FRAME = 1 << 20;

    private final Frames frames = new Frames();
    private final Map<Integer, LeanSession> sessions = new TreeMap<>();
    private final byte[] message;
    private ByteBuf out = io.netty.buffer.Unpooled.EMPTY_BUFFER;

    LeanConnection(byte[] message) {
        this.message = message;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> unused) {
        out = context.alloc().ioBuffer();
        while (in.readableBytes() >= PREFIX && takeNext(in)) {
            // until what is left is no whole frame
        }
        sessions.values().forEach(session -> session.accept(out));
        context.write(out, context.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        super.channelReadComplete(context);
        context.flush();
    }

    private boolean takeNext(ByteBuf in) {
        int at = in.readerIndex();
        if (in.getByte(at) == 'A') {
            header(in.getByte(at + 4));
            in.skipBytes(PREFIX);
            return true;
        }
        int size = in.getInt(at);
        if (in.readableBytes() < size) {
            return false;
        }
        int channel = in.getUnsignedShort(at + 6);
        if (size > PREFIX) {
            take(channel, frames.performative(in.slice(at + PREFIX, size - PREFIX)));
        }
        in.skipBytes(size);
        return true;
    }

    private void header(int protocol) {
        out.writeBytes(new byte[] {'A', 'M', 'Q', 'P', (byte) protocol, 1, 0, 0});
        if (protocol == 3) {
            SaslMechanisms mechanisms = new SaslMechanisms();
            mechanisms.setSaslServerMechanisms(Symbol.valueOf("ANONYMOUS"));
            frames.write(out, Frames.SASL, 0, mechanisms);
        }
    }

    private void take(int channel, Object performative) {
        if (performative instanceof SaslInit) {
            SaslOutcome outcome = new SaslOutcome();
            outcome.setCode(SaslCode.OK);
            frames.write(out, Frames.SASL, 0, outcome);
        } else if (performative instanceof Open) {
            open();
        } else if (performative instanceof Begin begin) {
            LeanSession session = new LeanSession(channel, begin, frames, message);
            sessions.put(channel, session);
            session.begin(out);
        } else if (performative instanceof Close) {
            frames.write(out, Frames.AMQP, 0, new Close());
        } else {
            LeanSession session = sessions.get(channel);
            if (session != null) {
                take(session, channel, performative);
            }
        }
    }

    private void take(LeanSession session, int channel, Object performative) {
        if (performative instanceof Transfer transfer) {
            session.transfer(transfer, out);
        } else if (performative instanceof Flow flow) {
            session.flow(flow, out);
        } else if (performative instanceof Attach attach) {
            session.attach(attach, out);
        } else if (performative instanceof Detach detach) {
            session.detach(detach, out);
        } else if (performative instanceof End) {
            sessions.remove(channel);
            frames.write(out, Frames.AMQP, channel, new End());
        }
    }

    private void open() {
        Open open = new Open();
        open.setContainerId("lean");
        open.setMaxFrameSize(UnsignedInteger.valueOf(FRAME));
        frames.write(out, Frames.AMQP, 0, open);
    }
}
