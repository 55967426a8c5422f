package io.amqpjms.engine.testing;

import java.time.Duration;

/**
 * What the lines of a {@link FaultProxy} suffer, each way by itself. Immutable: each method gives faults with one more.
 *
 * <p>Bytes are counted from the beginning of a line. A limit takes the place of an earlier one of the same direction.
 */
public record Faults(Way toServer, Way toClient) {
    /** A line as it should be. */
    public static final Faults NONE = new Faults(Way.CLEAR, Way.CLEAR);

    /** The way that bytes go. */
    public enum Direction {
        TO_SERVER,
        TO_CLIENT
    }

    /** What happens once a way has let as many bytes pass as it may. */
    enum Limit {
        /** Both sides see the end of the stream. */
        CUT,
        /** Both sides see a reset. */
        RESET,
        /** The side the bytes go to sees the end of the stream, and may still answer. */
        HALF_CLOSE,
        /** Bytes are taken and thrown away: a black hole. */
        SWALLOW,
        /** Bytes are not taken any more, until the sender's buffers are full. */
        STALL
    }

    /** One way of a line: what happens after so many bytes, and how bytes get there until then. */
    record Way(long bytes, Limit limit, Duration delay, long bytesPerSecond, int chunk) {
        private static final Way CLEAR = new Way(Long.MAX_VALUE, Limit.CUT, Duration.ZERO, Long.MAX_VALUE, 1 << 20);
    }

    /** Ends the line in good order, both ways, after so many bytes one way. */
    public Faults cutAfter(Direction direction, long bytes) {
        return limited(direction, bytes, Limit.CUT);
    }

    /** Resets the line, both ways, after so many bytes one way. */
    public Faults resetAfter(Direction direction, long bytes) {
        return limited(direction, bytes, Limit.RESET);
    }

    /** Ends the stream one way after so many bytes; the other way stays. */
    public Faults halfCloseAfter(Direction direction, long bytes) {
        return limited(direction, bytes, Limit.HALF_CLOSE);
    }

    /** Throws away what goes one way after so many bytes, as a firewall does. */
    public Faults swallowAfter(Direction direction, long bytes) {
        return limited(direction, bytes, Limit.SWALLOW);
    }

    /** Takes nothing more one way after so many bytes, as a peer that does not read. */
    public Faults stallAfter(Direction direction, long bytes) {
        return limited(direction, bytes, Limit.STALL);
    }

    /** Holds each byte of one way back for so long. */
    public Faults delay(Direction direction, Duration delay) {
        Way way = way(direction);
        return with(direction, new Way(way.bytes, way.limit, delay, way.bytesPerSecond, way.chunk));
    }

    /** Lets no more than so many bytes pass in a second. */
    public Faults throttle(Direction direction, long bytesPerSecond) {
        Way way = way(direction);
        return with(direction, new Way(way.bytes, way.limit, way.delay, bytesPerSecond, way.chunk));
    }

    /** Writes one way in pieces of so many bytes. */
    public Faults chunk(Direction direction, int bytes) {
        Way way = way(direction);
        return with(direction, new Way(way.bytes, way.limit, way.delay, way.bytesPerSecond, bytes));
    }

    Way way(Direction direction) {
        return direction == Direction.TO_SERVER ? toServer : toClient;
    }

    private Faults limited(Direction direction, long bytes, Limit limit) {
        Way way = way(direction);
        return with(direction, new Way(bytes, limit, way.delay, way.bytesPerSecond, way.chunk));
    }

    private Faults with(Direction direction, Way way) {
        return direction == Direction.TO_SERVER ? new Faults(way, toClient) : new Faults(toServer, way);
    }
}
