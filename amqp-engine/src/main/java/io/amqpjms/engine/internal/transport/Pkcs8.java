package io.amqpjms.engine.internal.transport;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

/** Puts private keys of older forms into PKCS#8 (RFC 5208), the one that the JDK reads. Stateless. */
final class Pkcs8 {
    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final int CURVE = 0xa0;

    private static final byte[] VERSION = {INTEGER, 1, 0};
    // 1.2.840.113549.1.1.1 with NULL, and 1.2.840.10045.2.1.
    private static final byte[] RSA = {6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1, 5, 0};
    private static final byte[] EC = {6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};

    private Pkcs8() {}

    /** An RSA key of PKCS#1 (RFC 8017 §A.1.2). */
    static byte[] ofRsa(byte[] pkcs1) {
        return key(tagged(SEQUENCE, RSA), pkcs1);
    }

    /** A key of an elliptic curve, as SEC 1 has it (RFC 5915); the curve must be named in it. */
    static byte[] ofEc(byte[] sec1) throws GeneralSecurityException {
        try {
            ByteBuffer parts = ByteBuffer.wrap(content(ByteBuffer.wrap(sec1), SEQUENCE));
            content(parts, INTEGER);
            content(parts, OCTETS);
            return key(tagged(SEQUENCE, EC, content(parts, CURVE)), sec1);
        } catch (RuntimeException e) {
            throw new GeneralSecurityException("The private key names no elliptic curve, or is no key at all", e);
        }
    }

    private static byte[] key(byte[] algorithm, byte[] key) {
        return tagged(SEQUENCE, VERSION, algorithm, tagged(OCTETS, key));
    }

    private static byte[] content(ByteBuffer from, int tag) {
        if ((from.get() & 0xff) != tag) {
            throw new IllegalArgumentException("Not tagged " + tag);
        }
        int length = from.get() & 0xff;
        if (length > 0x80) {
            int bytes = length & 0x7f;
            length = 0;
            for (int i = 0; i < bytes; i++) {
                length = (length << 8) | (from.get() & 0xff);
            }
        }
        byte[] content = new byte[Math.min(length, from.remaining())];
        from.get(content);
        return content;
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        int length = content.size();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
