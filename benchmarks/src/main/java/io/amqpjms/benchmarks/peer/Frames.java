package io.amqpjms.benchmarks.peer;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import org.apache.qpid.proton.codec.AMQPDefinedTypes;
import org.apache.qpid.proton.codec.DecoderImpl;
import org.apache.qpid.proton.codec.EncoderImpl;

/** AMQP frames (AMQP 1.0 §2.3) with performatives that proton-j encodes. One thread. */
final class Frames {
    static final byte AMQP = 0;
    static final byte SASL = 1;
    private static final int HEADER = 8;
    private static final int LARGEST_PERFORMATIVE = 16_384;

    private final DecoderImpl decoder = new DecoderImpl();
    private final EncoderImpl encoder = new EncoderImpl(decoder);
    private final ByteBuffer scratch = ByteBuffer.allocate(LARGEST_PERFORMATIVE);

    Frames() {
        AMQPDefinedTypes.registerAllTypes(decoder, encoder);
    }

    /** The performative that these bytes begin with; null for an empty frame. */
    Object performative(ByteBuf body) {
        decoder.setByteBuffer(body.nioBuffer());
        return decoder.readObject();
    }

    void write(ByteBuf out, byte type, int channel, Object performative) {
        scratch.clear();
        encoder.setByteBuffer(scratch);
        encoder.writeObject(performative);
        scratch.flip();
        out.writeInt(HEADER + scratch.remaining())
                .writeByte(2)
                .writeByte(type)
                .writeShort(channel)
                .writeBytes(scratch);
    }

    /** A transfer of a whole message, unsettled, by hand: it is what a source does all day. */
    static void writeTransfer(ByteBuf out, int channel, int handle, int deliveryId, byte[] message) {
        int begin = out.writerIndex();
        out.writeInt(0).writeByte(2).writeByte(AMQP).writeShort(channel);
        out.writeByte(0x00).writeByte(0x53).writeByte(0x14).writeByte(0xc0);
        int size = out.writerIndex();
        out.writeByte(0).writeByte(4);
        out.writeByte(0x70).writeInt(handle);
        out.writeByte(0x70).writeInt(deliveryId);
        out.writeByte(0xa0).writeByte(4).writeInt(deliveryId);
        out.writeByte(0x43);
        out.setByte(size, out.writerIndex() - size - 1);
        out.writeBytes(message);
        out.setInt(begin, out.writerIndex() - begin);
    }
}
