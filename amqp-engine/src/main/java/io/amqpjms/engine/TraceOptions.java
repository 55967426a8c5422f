package io.amqpjms.engine;

/**
 * What is kept and told of the frames of a connection. Of logins only the kind of frame is ever shown. Immutable.
 *
 * @param frames whether frames are logged, to the logger {@code io.amqpjms.engine.FRAMES} at level TRACE
 * @param payloadLimit bytes of a transfer's payload that the log shows
 * @param lastFrames how many of the last frames a failure of the connection carries with it, in {@link
 *     EngineException.ConnectionFailed#lastFrames}; without their payloads; 0 keeps none
 * @param logContext whether log lines about the connection carry {@link LogContext#CONTAINER} and {@link LogContext#PEER}
 */
public record TraceOptions(boolean frames, int payloadLimit, int lastFrames, boolean logContext) {
    /** Nothing is logged, and a failure has the last frames with it. */
    public static final TraceOptions OFF = new TraceOptions(false, 1024);

    public TraceOptions {
        if (payloadLimit < 0 || lastFrames < 0) {
            throw new IllegalArgumentException(
                    "Limits of the trace must not be negative: " + payloadLimit + ", " + lastFrames);
        }
    }

    /** With the last 32 frames. */
    public TraceOptions(boolean frames, int payloadLimit) {
        this(frames, payloadLimit, 32);
    }

    /** Without a context for log lines. */
    public TraceOptions(boolean frames, int payloadLimit, int lastFrames) {
        this(frames, payloadLimit, lastFrames, false);
    }

    /** The same, with or without a context for log lines. */
    public TraceOptions withLogContext(boolean wanted) {
        return new TraceOptions(frames, payloadLimit, lastFrames, wanted);
    }
}
