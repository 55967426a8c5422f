package io.amqpjms.engine.message;

import org.jspecify.annotations.Nullable;

/** The AMQP types (AMQP 1.0 §1.6), each with the constructor that arrays of it are written with. */
public enum AmqpType {
    NULL(0x40),
    BOOLEAN(0x56),
    UBYTE(0x50),
    USHORT(0x60),
    UINT(0x70),
    ULONG(0x80),
    BYTE(0x51),
    SHORT(0x61),
    INT(0x71),
    LONG(0x81),
    FLOAT(0x72),
    DOUBLE(0x82),
    DECIMAL32(0x74),
    DECIMAL64(0x84),
    DECIMAL128(0x94),
    CHAR(0x73),
    TIMESTAMP(0x83),
    UUID(0x98),
    BINARY(0xb0),
    STRING(0xb1),
    SYMBOL(0xb3),
    LIST(0xd0),
    MAP(0xd1),
    ARRAY(0xf0);

    private final int arrayCode;

    AmqpType(int arrayCode) {
        this.arrayCode = arrayCode;
    }

    /** The format code of an array element of this type; the fixed or widest form. */
    int arrayCode() {
        return arrayCode;
    }

    /** The type that a format code stands for, or null if none has it. */
    static @Nullable AmqpType ofCode(int code) {
        return switch (code) {
            case 0x40 -> NULL;
            case 0x41, 0x42, 0x56 -> BOOLEAN;
            case 0x50 -> UBYTE;
            case 0x60 -> USHORT;
            case 0x43, 0x52, 0x70 -> UINT;
            case 0x44, 0x53, 0x80 -> ULONG;
            case 0x51 -> BYTE;
            case 0x61 -> SHORT;
            case 0x54, 0x71 -> INT;
            case 0x55, 0x81 -> LONG;
            case 0x72 -> FLOAT;
            case 0x82 -> DOUBLE;
            case 0x74 -> DECIMAL32;
            case 0x84 -> DECIMAL64;
            case 0x94 -> DECIMAL128;
            case 0x73 -> CHAR;
            case 0x83 -> TIMESTAMP;
            case 0x98 -> UUID;
            case 0xa0, 0xb0 -> BINARY;
            case 0xa1, 0xb1 -> STRING;
            case 0xa3, 0xb3 -> SYMBOL;
            case 0x45, 0xc0, 0xd0 -> LIST;
            case 0xc1, 0xd1 -> MAP;
            case 0xe0, 0xf0 -> ARRAY;
            default -> null;
        };
    }
}
