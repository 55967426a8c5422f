package io.amqpjms.engine;

/**
 * What the frame trace logs, to the logger {@code io.amqpjms.engine.FRAMES} at level TRACE. Immutable.
 *
 * @param frames whether frames are logged
 * @param payloadLimit bytes of a transfer's payload that are shown
 */
public record TraceOptions(boolean frames, int payloadLimit) {
    /** Nothing is logged. */
    public static final TraceOptions OFF = new TraceOptions(false, 1024);
}
