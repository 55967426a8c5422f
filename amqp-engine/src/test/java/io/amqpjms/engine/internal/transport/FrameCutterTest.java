package io.amqpjms.engine.internal.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameCutterTest {
    private static final int MOST = 20_000;
    private static final int PAYLOAD = 5_000;

    /** Notes what comes out of a cutter. */
    private static final class Noted implements FrameCutter.Sink {
        final ByteBuf passed = Unpooled.buffer();
        final List<String> transfers = new ArrayList<>();
        final List<byte[]> payloads = new ArrayList<>();
        long tooLarge;

        @Override
        public void pass(ByteBuf in, int length) {
            passed.writeBytes(in, length);
        }

        @Override
        public void pass(byte[] bytes, int length) {
            passed.writeBytes(bytes, 0, length);
        }

        @Override
        public void transfer(byte[] frame, int length, byte[] payload) {
            transfers.add(ByteBufUtil.hexDump(frame, 0, length));
            payloads.add(payload);
        }

        @Override
        public void tooLarge(long size) {
            tooLarge = size;
        }
    }

    private static ByteBuf header() {
        return Unpooled.copiedBuffer("AMQP\0\1\0\0", US_ASCII);
    }

    private static ByteBuf frame(int size) {
        return Unpooled.buffer().writeInt(size).writeInt(0x02000000).writeZero(Math.max(0, Math.min(size, 1000) - 8));
    }

    /** A frame of a performative and a payload. */
    private static ByteBuf frame(int header, String performative, int payload) {
        byte[] body = ByteBufUtil.decodeHexDump(performative);
        byte[] bytes = new byte[payload];
        Arrays.fill(bytes, (byte) 'p');
        int offset = (header >>> 24) * 4;
        return Unpooled.buffer()
                .writeInt(offset + body.length + payload)
                .writeInt(header)
                .writeZero(offset - 8)
                .writeBytes(body)
                .writeBytes(bytes);
    }

    private static Noted cut(int most, int headers, int chunk, ByteBuf... parts) {
        Noted noted = new Noted();
        FrameCutter cutter = new FrameCutter(most, headers, noted);
        ByteBuf all = Unpooled.wrappedBuffer(parts);
        while (all.isReadable() && noted.tooLarge == 0) {
            cutter.read(all.readSlice(Math.min(chunk, all.readableBytes())));
        }
        return noted;
    }

    private static ByteBuf all(ByteBuf... parts) {
        return Unpooled.copiedBuffer(parts);
    }

    private static void assertWhole(ByteBuf... parts) {
        for (int chunk : List.of(1, 2, 3, 5, 7, 9, 13, 21, 100, 1_000, 100_000)) {
            Noted noted = cut(MOST, 2, chunk, all(parts));
            assertThat(noted.tooLarge).isZero();
            assertThat(noted.transfers).isEmpty();
            assertThat(noted.passed).as("in chunks of %d", chunk).isEqualTo(all(parts));
        }
    }

    @Test
    void framesThatAreNoLargeTransfersPassAsTheyCome() {
        assertWhole(header(), frame(30), header(), frame(8), frame(512), frame(0x02000000, "00531445", 4_000));
    }

    @Test
    void largeTransferIsCutWhereItsPayloadBegins() {
        for (String fields : List.of("005314c003024301", "005314d000000006000000024301")) {
            assertCut(0x02000007, "000000" + hex(8 + fields.length() / 2) + "02000007" + fields, fields);
        }
    }

    @Test
    void extendedHeaderStaysWithTheTransfer() {
        String fields = "005314c003024301";
        assertCut(0x03000000, "0000001403000000" + "00000000" + fields, fields);
    }

    private static String hex(int value) {
        return String.format("%02x", value);
    }

    private static void assertCut(int header, String head, String fields) {
        ByteBuf[] parts = {header(), frame(30), frame(header, fields, PAYLOAD), frame(8), frame(header, fields, PAYLOAD)
        };
        for (int chunk : List.of(1, 2, 3, 5, 7, 9, 13, 21, 100, 1_000, 100_000)) {
            Noted noted = cut(MOST, 1, chunk, all(parts));
            assertThat(noted.passed).isEqualTo(all(header(), frame(30), frame(8)));
            assertThat(noted.transfers).as("in chunks of %d", chunk).containsExactly(head, head);
            byte[] expected = new byte[PAYLOAD];
            Arrays.fill(expected, (byte) 'p');
            assertThat(noted.payloads).containsExactly(expected, expected);
        }
    }

    @Test
    void whatIsNoUsualTransferPassesWhole() {
        assertWhole(
                frame(0x02010000, "005314c003024301", PAYLOAD), // of SASL
                frame(0x02000000, "005315c003024301", PAYLOAD), // a disposition
                frame(0x02000000, "00800000000000000014c003024301", PAYLOAD), // a long descriptor
                frame(0x02000000, "00531445", PAYLOAD), // no fields
                frame(0x02000000, "005314c0000000000000", PAYLOAD), // a list that ends before it begins
                frame(0x02000000, "005314d00000020000000002", PAYLOAD), // fields too long to be a head
                frame(0x02000000, "005314d0ffffffff00000002", PAYLOAD), // fields of a negative size
                frame(0x02000000, "", PAYLOAD)); // nothing known
    }

    @Test
    void transferWithoutPayloadPassesWhole() {
        String fields = "005314c003024301";
        ByteBuf frame =
                Unpooled.buffer().writeInt(16).writeInt(0x02000000).writeBytes(ByteBufUtil.decodeHexDump(fields));
        assertWhole(frame, frame(8));
    }

    @Test
    void aLargerFrameIsSeenByItsSizeAlone() {
        for (int chunk = 1; chunk < 40; chunk++) {
            Noted noted = cut(512, 1, chunk, header(), frame(100), frame(513));
            assertThat(noted.tooLarge).isEqualTo(513);
            assertThat(noted.passed).isEqualTo(all(header(), frame(100)));
            assertThat(cut(512, 1, chunk, header(), frame(-1)).tooLarge).isEqualTo(0xffff_ffffL);
        }
    }

    @Test
    void aHeaderTooManyIsAHugeFrame() {
        assertThat(cut(512, 1, 100, header(), header()).tooLarge).isEqualTo(0x414d5150L);
    }

    @Test
    void aSizeBelowItsOwnLengthIsLeftToTheProtocolEngine() {
        ByteBuf nonsense = Unpooled.buffer().writeInt(0).writeInt(3);
        assertWhole(nonsense, frame(512));
    }
}
