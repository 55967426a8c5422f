package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.ConnectionOptions;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.security.SaslFrameBody;
import org.apache.qpid.proton.engine.impl.ProtocolTracer;
import org.apache.qpid.proton.framing.TransportFrame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each frame to the logger {@code io.amqpjms.engine.FRAMES}. Of SASL frames only the kind is shown, since their
 * content is the credentials. Loop-confined.
 */
final class FrameLog implements ProtocolTracer {
    private static final Logger LOG = LoggerFactory.getLogger("io.amqpjms.engine.FRAMES");

    private final String peer;
    private final int payloadLimit;
    private final boolean logging;
    private final @Nullable FrameRing lastFrames;

    /** A log that also tells the ring of headers and SASL frames, if there is a ring. */
    FrameLog(ConnectionOptions options, @Nullable FrameRing lastFrames) {
        this.peer = options.peer();
        this.payloadLimit = options.trace().payloadLimit();
        this.logging = options.trace().frames();
        this.lastFrames = lastFrames;
    }

    @Override
    public void receivedFrame(TransportFrame frame) {
        log("<-", frame);
    }

    @Override
    public void sentFrame(TransportFrame frame) {
        log("->", frame);
    }

    @Override
    public void receivedSaslBody(SaslFrameBody body) {
        note(false, body.getClass().getSimpleName());
    }

    @Override
    public void sentSaslBody(SaslFrameBody body) {
        note(true, body.getClass().getSimpleName());
    }

    @Override
    public void receivedHeader(String header) {
        note(false, header);
    }

    @Override
    public void sentHeader(String header) {
        note(true, header);
    }

    private void note(boolean sent, String what) {
        if (logging) {
            LOG.trace("{} {} {}", peer, sent ? "->" : "<-", what);
        }
        if (lastFrames != null) {
            lastFrames.note(sent, what);
        }
    }

    private void log(String direction, TransportFrame frame) {
        if (logging && LOG.isTraceEnabled()) {
            LOG.trace(
                    "{} {} [{}] {}{}",
                    peer,
                    direction,
                    frame.getChannel(),
                    frame.getBody(),
                    payload(frame.getPayload(), payloadLimit));
        }
    }

    private static String payload(@Nullable Binary payload, int limit) {
        if (payload == null || payload.getLength() == 0) {
            return "";
        }
        int shown = Math.min(limit, payload.getLength());
        Binary head = new Binary(payload.getArray(), payload.getArrayOffset(), shown);
        return " (" + payload.getLength() + " bytes) " + head + (shown < payload.getLength() ? "..." : "");
    }
}
