package io.amqpjms.engine.internal.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class FrameSizesTest {
    private static ByteBuf frame(int size) {
        return Unpooled.buffer().writeInt(size).writeZero(Math.max(0, Math.min(size, 1000) - 4));
    }

    private static ByteBuf header() {
        return Unpooled.copiedBuffer("AMQP\0\1\0\0", US_ASCII);
    }

    private static long firstTooLarge(FrameSizes sizes, int chunk, ByteBuf... parts) {
        ByteBuf all = Unpooled.wrappedBuffer(parts);
        while (all.isReadable()) {
            long size = sizes.tooLarge(all.readSlice(Math.min(chunk, all.readableBytes())));
            if (size > 0) {
                return size;
            }
        }
        return 0;
    }

    @Test
    void framesUpToTheLimitPassHoweverTheyArrive() {
        for (int chunk = 1; chunk < 40; chunk++) {
            assertThat(firstTooLarge(
                            new FrameSizes(512, 2), chunk, header(), frame(30), header(), frame(8), frame(512)))
                    .isZero();
        }
    }

    @Test
    void aLargerFrameIsSeenByItsSizeAlone() {
        for (int chunk = 1; chunk < 40; chunk++) {
            assertThat(firstTooLarge(new FrameSizes(512, 1), chunk, header(), frame(100), frame(513)))
                    .isEqualTo(513);
            assertThat(firstTooLarge(new FrameSizes(512, 1), chunk, header(), frame(-1)))
                    .isEqualTo(0xffff_ffffL);
        }
    }

    @Test
    void aHeaderTooManyIsAHugeFrame() {
        assertThat(firstTooLarge(new FrameSizes(512, 1), 100, header(), header()))
                .isEqualTo(0x414d5150L);
    }

    @Test
    void aSizeBelowItsOwnLengthIsLeftToTheProtocolEngine() {
        assertThat(firstTooLarge(new FrameSizes(512, 1), 100, header(), frame(0), frame(3), frame(512)))
                .isZero();
    }
}
